/** Limits for labels and names, which a page can make arbitrarily long. */
const MAX_TEXT = 100;
const MAX_ID = 300;
const MAX_NODES = 30;
const MAX_DEPTH = 6;
const MAX_LEVELS = 5;
const MAX_HEADINGS = 100;
const MAX_FIELDS = 40;

/** A form control named "type" or "action" shadows the property of that name. */
export function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

/** Normalizes a text to words: `cardNumber`, `card-number` and `Card number` are equal. */
export function wordsOf(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/([a-z])([A-Z\d])/g, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}ـ]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Reads attributes from their end, which is specific: `billing.options.0.cardNumber`. */
function wordsIn(element: Element, names: readonly string[], ...texts: readonly string[]): string[] {
  const all = [...texts, ...names.map((name) => attributeOf(element, name).slice(-MAX_TEXT))].map(wordsOf);
  return [...new Set(all)].filter((words) => words !== '');
}

/** Technical names of a field; the last attributes belong to frameworks. */
export function namesOf(field: Element): string[] {
  const part = attributeOf(field, 'data-stripe');
  return wordsIn(field, ['name', 'id', 'formcontrolname', 'ng-model', 'data-testid'], part && `card ${part}`);
}

/** Labels of a field for people and screen readers. */
export function labelsOf(field: Element): string[] {
  const names = ['aria-label', 'placeholder', 'aria-placeholder', 'data-placeholder', 'title'];
  return wordsIn(field, names, ...labelElements(field).map((label) => textOf(label)));
}

function labelElements(field: Element): Element[] {
  const root = field.getRootNode() as ParentNode;
  const by = attributeOf(field, 'aria-labelledby').slice(0, MAX_ID).split(/\s+/);
  const id = attributeOf(field, 'id');
  return [
    ...by.map((other) => other && root.querySelector(`[id=${quoted(other)}]`)),
    id && root.querySelector(`label[for=${quoted(id)}]`),
    field.closest('label'),
  ].filter((label) => label instanceof Element);
}

const quoted = (text: string) => JSON.stringify(text.slice(0, MAX_ID));

const NO_WORDS = /^(a|button|input|select|textarea|script|style|svg)$/;
const TAKES_WORDS = 'input:not([type=hidden]), select, textarea, button';

/** Text of an element without its links and controls: “Password” without “Forgot it?”. */
function textOf(element: Element, depth = 0): string {
  let text = '';
  let left = MAX_NODES;
  for (let node = element.firstChild; node && left-- > 0 && text.length < MAX_TEXT; node = node.nextSibling) {
    if (node instanceof Element) {
      if (depth < MAX_DEPTH && !NO_WORDS.test(node.localName)) text += ` ${textOf(node, depth + 1)} `;
    } else if (node.nodeType === Node.TEXT_NODE) text += (node.nodeValue ?? '').slice(0, MAX_TEXT);
  }
  return text;
}

/** Text near a field without a label: before it, or in the table cell before or above it. */
export function wordsNear(field: Element): string {
  let element = field;
  for (let level = 0; level < MAX_LEVELS; level++) {
    const { nextElementSibling: after, parentElement: parent } = element;
    const words = wordsBefore(element) || (after?.localName === 'label' && wordsOf(textOf(after)));
    if (words) return words;
    if (!parent || /^(form|fieldset|body)$/.test(parent.localName)) break;
    const row = parent.localName === 'tr' && parent.previousElementSibling;
    const head =
      row && !row.querySelector(TAKES_WORDS) && row.children[[...parent.children].indexOf(element)];
    if (head) return wordsOf(textOf(head));
    element = parent;
  }
  return '';
}

/** @returns nothing if another field is in between, to which the text belongs */
function wordsBefore(element: Element): string {
  let words = '';
  let left = MAX_NODES;
  for (let node = element.previousSibling; node && !words && left-- > 0; node = node.previousSibling) {
    if (!(node instanceof Element))
      words = wordsOf(node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '') : '');
    else if (node.matches(TAKES_WORDS) || node.querySelector(TAKES_WORDS)) break;
    else words = wordsOf(textOf(node));
  }
  return words;
}

/** Names of the form or group, and the preceding heading. */
export function wordsAround(field: Element): string[] {
  const root = field.getRootNode() as ParentNode;
  const heads = [...root.querySelectorAll('h1, h2, h3, h4, h5, h6, legend')].slice(0, MAX_HEADINGS);
  const head = heads.findLast((one) => one.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
  const box = field.closest('form, fieldset, [role=group]') ?? field;
  return wordsIn(box, ['id', 'name', 'class', 'aria-label'], head ? textOf(head) : '');
}

/** Label of a group of fields. */
export function wordsOfGroup(field: Element): string {
  const group = field.closest('fieldset, [role=group]');
  const legend = group?.querySelector('legend');
  return wordsOf(legend ? textOf(legend) : group ? attributeOf(group, 'aria-label') : '');
}

/** Other inputs of the form; without a form, of the smallest container with a few of them. */
export function fieldsBeside(field: Element): Element[] {
  let scope: Element | null = field.closest('form');
  if (!scope) {
    scope = field;
    for (let level = 0; level < MAX_LEVELS && scope.parentElement; level++) {
      scope = scope.parentElement;
      if (scope.querySelectorAll('input').length > 2) break;
    }
  }
  return [...scope.querySelectorAll('input')].filter((one) => one !== field).slice(0, MAX_FIELDS);
}

/** The preceding input, in the same container or the one before. */
export function fieldBefore(field: Element): Element | undefined {
  const before = field.previousElementSibling ?? field.parentElement?.previousElementSibling;
  return (before?.localName === 'input' ? before : before?.querySelector('input')) ?? undefined;
}
