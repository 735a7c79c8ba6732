// Passes the person's input to the dashboard by widget: the widget under the pointer, the pressed,
// the focused and the clicked widget. The elements handle scrolling and typing themselves.

const arrows = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export function listen(root, call, frames, mirror) {
  let hovered = 0;
  let pressed = false;

  const idAt = (event) => mirror.recordOf(event.target)?.id ?? 0;
  function hover(id, down) {
    if (id === hovered && down === pressed) return;
    hovered = id;
    pressed = down;
    call('sf_hover', id, down ? 1 : 0);
    frames.request();
  }

  // Touch has no hover; it only presses.
  root.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && hover(idAt(event), false));
  root.addEventListener('pointerdown', (event) => hover(idAt(event), true));
  root.addEventListener('pointerup', (event) => hover(event.pointerType === 'touch' ? 0 : idAt(event), false));
  root.addEventListener('pointercancel', () => hover(0, false));
  root.addEventListener('pointerleave', () => hover(0, false));

  // Mouse, finger, Enter, Space, screen readers and tests all cause a click event.
  root.addEventListener('click', (event) => {
    const record = mirror.recordOf(event.target);
    if (!record || record.element.tagName !== 'BUTTON' || record.node.disabled) return;
    call('sf_activate', record.id);
    frames.settle();
  });
  root.addEventListener('submit', (event) => event.preventDefault());

  root.addEventListener('focusin', (event) => {
    call('sf_focus', idAt(event), event.target.matches(':focus-visible') ? 1 : 0);
    frames.request();
  });
  root.addEventListener('focusout', (event) => {
    // The window lost the focus, not the element: the element has the focus again on return.
    if (document.activeElement === event.target) return;
    call('sf_focus', 0, 0);
    frames.request();
  });

  function moveAmong(event) {
    const record = mirror.recordOf(event.target);
    if (!['radio', 'tab'].includes(record?.node.role)) return;
    const all = [...record.element.parentElement.children].filter((kid) => kid.tagName === 'BUTTON');
    const next = all[(all.indexOf(record.element) + arrows[event.key] + all.length) % all.length];
    event.preventDefault();
    next.focus();
    next.click();
  }

  function turnAround(event) {
    const stops = mirror.trapped();
    if (!stops?.length) return;
    const end = event.shiftKey ? stops[0] : stops.at(-1);
    if (document.activeElement !== end && stops.includes(document.activeElement)) return;
    event.preventDefault();
    (event.shiftKey ? stops.at(-1) : stops[0]).focus();
  }

  document.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'Tab') turnAround(event);
    if (event.key in arrows) moveAmong(event);
    if (event.key === 'Escape') {
      call('sf_escape');
      frames.settle();
    }
  });
}
