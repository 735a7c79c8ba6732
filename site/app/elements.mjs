// Makes an element from a node of the accessibility tree (web/platform/accessible.hpp): its tag, its
// attributes and its text.

const tags = {
  button: 'button', link: 'button', checkbox: 'button', radio: 'button', tab: 'button',
  list: 'ul', listitem: 'li', navigation: 'nav', main: 'main', region: 'section', form: 'form',
};
// Roles that need no role attribute, because the tag states the role.
const plain = new Set(['button', 'list', 'listitem', 'navigation', 'main', 'region', 'form', 'heading', 'text',
  'textbox']);
// Roles whose name is the element's content; for other roles the name is the label.
const spoken = new Set(['text', 'heading', 'button', 'link', 'checkbox', 'radio', 'tab', 'status', 'alert',
  'cell', 'columnheader']);

export const isField = (node) => node.role === 'textbox' || node.role === 'spinbutton';

export function tagOf(node) {
  if (isField(node)) return node.multiline ? 'textarea' : 'input';
  if (node.role === 'heading') return `h${node.level || 2}`;
  return tags[node.role] ?? 'div';
}

export function makeElement(node) {
  const element = document.createElement(tagOf(node));
  if (element.tagName === 'BUTTON') element.type = 'button';
  if (node.role === 'text') element.className = 'text';
  // The program focuses it when a screen appears; Tab skips it.
  if (node.role === 'main') element.tabIndex = -1;
  return element;
}

function set(element, name, value) {
  if (value === undefined || value === null || value === false || value === '') {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

function roleOf(node) {
  if (plain.has(node.role)) return null;
  // A group without a name only orders the elements, so it has no role.
  return node.role === 'group' && !node.name ? null : node.role;
}

function describeField(element, node) {
  if (element.tagName === 'INPUT') element.type = node.type;
  set(element, 'inputmode', node.mode);
  set(element, 'autocomplete', node.autocomplete);
  // Password managers use the name attribute.
  set(element, 'name', node.autocomplete === 'off' ? null : node.autocomplete);
  set(element, 'placeholder', node.placeholder);
  set(element, 'maxlength', node.longest);
  set(element, 'spellcheck', 'false');
  set(element, 'autocapitalize', node.type === 'text' && !node.mode ? null : 'off');
  element.readOnly = Boolean(node.disabled);
}

export function describe(element, node) {
  set(element, 'role', roleOf(node));
  const hasKids = Boolean(node.kids);
  if (spoken.has(node.role) && !hasKids) {
    if (element.textContent !== (node.name ?? '')) element.textContent = node.name ?? '';
  } else {
    set(element, 'aria-label', spoken.has(node.role) ? null : node.name);
  }
  set(element, 'aria-checked', node.checked === undefined ? null : String(node.checked));
  set(element, 'aria-expanded', node.expanded === undefined ? null : String(node.expanded));
  set(element, 'aria-selected', node.selected === undefined ? null : String(node.selected));
  // Not the attribute `disabled`: a person must be able to focus a disabled button to hear the reason.
  set(element, 'aria-disabled', node.disabled ? 'true' : null);
  set(element, 'aria-invalid', node.invalid ? 'true' : null);
  set(element, 'aria-required', node.required ? 'true' : null);
  set(element, 'aria-busy', node.busy ? 'true' : null);
  set(element, 'aria-current', node.current ? 'page' : null);
  set(element, 'aria-modal', node.modal ? 'true' : null);
  set(element, 'aria-sort', node.sort);
  set(element, 'aria-rowcount', node.rows);
  set(element, 'aria-rowindex', node.row);
  const [now, min, max] = node.range ?? [];
  set(element, 'aria-valuenow', now);
  set(element, 'aria-valuemin', min);
  set(element, 'aria-valuemax', max);
  set(element, 'aria-valuetext', node.range && !isField(node) ? node.value : null);
  if (element.tagName === 'BUTTON') element.type = node.submits ? 'submit' : 'button';
  if (isField(node)) describeField(element, node);
}

export function place(element, [x, y, width, height]) {
  const { style } = element;
  style.left = `${x}px`;
  style.top = `${y}px`;
  style.width = `${width}px`;
  style.height = `${height}px`;
}
