// The dashboard's widgets as real elements over the canvas. People see the canvas; fingers, keyboards,
// screen readers, password managers and browser tests use the elements. The elements are transparent,
// have the widgets' sizes and positions, and scroll by themselves: the dashboard only gets the scroll
// position.
import { describe, isField, makeElement, place, tagOf } from './elements.mjs';

const focusable = 'button:not([aria-disabled]), input, textarea';

export function makeMirror(root, call, frames, textTarget) {
  const known = new Map();   // id → { id, element, node, state }
  const byElement = new WeakMap();
  const scrolled = new Map();  // id → scroll position, restored when the screen comes back
  const hints = document.createElement('div');
  hints.hidden = true;
  document.body.append(hints);
  let modal = null;       // the open dialog
  let before = null;      // the element that had the focus before the dialog
  let mainId = 0;

  function makeRecord(node) {
    const record = { id: node.id, element: makeElement(node), node, state: '', hint: null, spacer: null };
    byElement.set(record.element, record);
    known.set(node.id, record);
    if (isField(node)) textTarget.attach(record);
    return record;
  }

  function forget(record) {
    record.element.remove();
    record.hint?.remove();
    known.delete(record.id);
  }

  // A description is a separate element, because browsers do not all support aria-description yet.
  function hint(record, words) {
    if (!words) {
      record.hint?.remove();
      record.hint = null;
      record.element.removeAttribute('aria-describedby');
      return;
    }
    if (!record.hint) {
      record.hint = document.createElement('span');
      record.hint.id = `hint-${record.id}`;
      hints.append(record.hint);
      record.element.setAttribute('aria-describedby', record.hint.id);
    }
    record.hint.textContent = words;
  }

  function makeScroll(record, height) {
    const { element } = record;
    if (!record.spacer) {
      record.spacer = document.createElement('div');
      record.spacer.className = 'spacer';
      record.spacer.setAttribute('aria-hidden', 'true');
      element.classList.add('scroller');
      element.append(record.spacer);
      element.addEventListener('scroll', () => {
        scrolled.set(record.id, element.scrollTop);
        call('sf_scroll', record.id, element.scrollTop);
        frames.request();
      }, { passive: true });
    }
    record.spacer.style.height = `${height}px`;
  }

  function updateNode(node, parent, previous) {
    const record = known.get(node.id) ?? makeRecord(node);
    const { kids, ...own } = node;
    const state = JSON.stringify(own) + Boolean(kids);
    const isNew = record.state === '';
    if (record.state !== state) {
      record.state = state;
      describe(record.element, node);
      place(record.element, node.box);
      hint(record, node.hint);
      if (isField(node)) textTarget.update(record, node);
      if (node.content) makeScroll(record, node.content);
    }
    record.node = node;
    const next = previous ? previous.nextSibling : parent.firstChild;
    if (next !== record.element) parent.insertBefore(record.element, next);
    updateKids(record.element, kids ?? [], record.spacer);
    if (isNew && node.content && scrolled.get(node.id)) record.element.scrollTop = scrolled.get(node.id);
    return record.element;
  }

  function updateKids(parent, kids, first = null) {
    let previous = first;
    if (first && parent.firstChild !== first) parent.prepend(first);
    for (const node of kids) previous = updateNode(node, parent, previous);
  }

  // Remove missing elements first, so that the others are never moved: moving loses the focus.
  function forgetMissing(tree) {
    const seen = new Map();
    const look = (node) => {
      seen.set(node.id, tagOf(node));
      node.kids?.forEach(look);
    };
    tree.forEach(look);
    for (const record of [...known.values()]) {
      if (seen.get(record.id)?.toUpperCase() !== record.element.tagName) forget(record);
    }
  }

  const find = (tree, test) => {
    for (const node of tree) {
      if (test(node)) return node;
      const inside = find(node.kids ?? [], test);
      if (inside) return inside;
    }
    return null;
  };

  function enterModal(node) {
    before = byElement.get(document.activeElement)?.id ?? before;
    const dialog = known.get(node.id).element;
    const wanted = find([node], (kid) => kid.wantsFocus);
    (wanted ? known.get(wanted.id).element : dialog.querySelector(focusable))?.focus({ preventScroll: true });
  }

  function focusMain() {
    known.get(mainId)?.element.focus({ preventScroll: true });
  }

  function placeFocus(tree, hadFocus) {
    const nowModal = tree.findLast((node) => node.modal) ?? null;
    for (const node of tree) {
      known.get(node.id).element.inert = Boolean(nowModal) && node.id !== nowModal.id && node.role !== 'status';
    }
    const main = find(tree, (node) => node.role === 'main');
    const isNewScreen = main && main.id !== mainId;
    if (main) mainId = main.id;
    if (nowModal && nowModal.id !== modal) {
      if (!modal) before = hadFocus ?? null;
      enterModal(nowModal);
    } else if (!nowModal && modal && known.has(before)) {
      known.get(before).element.focus({ preventScroll: true });
    } else if (isNewScreen && !nowModal) {
      const wanted = find([main], (node) => node.wantsFocus);
      if (wanted) known.get(wanted.id).element.focus({ preventScroll: true });
      else focusMain();
    } else if (hadFocus && !known.has(hadFocus) && document.activeElement === document.body) {
      if (nowModal) enterModal(nowModal);
      else focusMain();
    }
    modal = nowModal?.id ?? null;
  }

  return {
    update(tree) {
      const hadFocus = byElement.get(document.activeElement)?.id;
      forgetMissing(tree);
      updateKids(root, tree);
      placeFocus(tree, hadFocus);
    },
    // The widget of an event's target.
    recordOf(target) {
      for (let at = target; at && at !== root; at = at.parentElement) {
        const record = byElement.get(at);
        if (record) return record;
      }
      return null;
    },
    // The dashboard's value of the field with that name.
    valueOf: (name) => [...known.values()].find(({ node }) => isField(node) && node.name === name)?.node.value,
    // The elements that Tab goes through while a dialog is open; null if no dialog is open.
    trapped: () => (modal ? [...known.get(modal).element.querySelectorAll(focusable)] : null),
  };
}
