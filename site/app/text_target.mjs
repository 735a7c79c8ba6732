// Typing. A person types into a real <input> or <textarea> over the field that the canvas draws. The
// element shows its text while it has the focus, so selection, undo, autofill, spelling, the phone's
// keyboard and every input method are the device's own. The dashboard gets the whole value after each
// change, but never during a composition.

export function makeTextTarget(call, frames) {
  let composing = null;  // the element with an input method's composition

  function send(record) {
    record.sent = record.element.value;
    call('sf_text', record.id, record.element.value);
    frames.settle();
  }

  return {
    attach(record) {
      const { element } = record;
      element.addEventListener('compositionstart', () => (composing = element));
      element.addEventListener('compositionend', () => {
        composing = null;
        send(record);
      });
      element.addEventListener('input', (event) => {
        if (!event.isComposing && composing !== element) send(record);
      });
      // On blur, drop text that the dashboard did not accept (letters in a number).
      element.addEventListener('blur', () => {
        composing = null;
        if (element.value !== record.node.value) element.value = record.node.value;
      });
    },

    // The dashboard's value wins, except while a person is typing in the element.
    update(record, node) {
      const { element } = record;
      if (element.value === node.value || composing === element) return;
      const isTyping = document.activeElement === element && record.node.value === node.value;
      if (!isTyping) element.value = node.value;
    },

    isComposing: () => composing !== null,
  };
}
