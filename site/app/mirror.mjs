// The dashboard's widgets as real elements over the canvas. The canvas is what one sees; the elements
// are what a finger, a keyboard, a screen reader, a password manager and a browser test use. They are
// transparent, have the widgets' sizes and places, and scroll by themselves: the dashboard only hears
// how far.
import { describe, isField, makeElement, place, tagOf } from './elements.mjs';

const focusable = 'button:not([aria-disabled]), input, textarea';

export function makeMirror(root, call, frames, textTarget) {
  const known = new Map();   // id → { id, element, node, state }
  const byElement = new WeakMap();
  const scrolled = new Map();  // id → how far, for when that screen comes back
  const hints = document.createElement('div');
  hints.hidden = true;
  document.body.append(hints);
  let modal = null;       // the dialog that is open
  let before = null;      // what had the focus before it
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

  // A description is an element of its own, since one cannot rely on aria-description yet.
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

  // What is gone goes first, so that what stays is never moved, which would lose its focus.
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
    // The widget that an event is about.
    recordOf(target) {
      for (let at = target; at && at !== root; at = at.parentElement) {
        const record = byElement.get(at);
        if (record) return record;
      }
      return null;
    },
    // What the dashboard holds in the field of that name.
    valueOf: (name) => [...known.values()].find(({ node }) => isField(node) && node.name === name)?.node.value,
    // What Tab goes through while a dialog is open; null while none is.
    trapped: () => (modal ? [...known.get(modal).element.querySelectorAll(focusable)] : null),
  };
}
