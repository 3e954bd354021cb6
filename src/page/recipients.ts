/** Attributes in which webmails store the address of a recipient shown by name. */
const ADDRESS_ATTRIBUTES = [
  ...[
    'email',
    'data-email',
    'data-address',
    'data-hovercard-id',
    'data-mail',
    'data-recipient',
    'data-value',
  ],
  ...['title', 'aria-label', 'data-tooltip'],
];

const ADDRESS = /[^\s<>()"',;:]{1,64}@[^\s<>()"',;:@]{3,190}/g;

/** Editors; a letter may quote addresses, which are ignored. */
const LETTER =
  '[contenteditable=""],[contenteditable="true"],[role="textbox"][aria-multiline="true"],iframe,textarea';

const PLAIN_FIELD =
  'input:not([type=hidden]):not([type=password]):not([type=checkbox]):not([type=radio]),textarea';

/** Some webmails use an editable element with tokens for the recipients field. */
const RICH_FIELD = '[contenteditable=""],[contenteditable="true"]';

const FIELD = `${PLAIN_FIELD},${RICH_FIELD}`;

/** Names of recipient fields, in attributes and in the languages of the known services. */
const TO =
  /^à$|(^|[^a-z])(to|cc|bcc|cco|cci|recipients?|an|para|kopie|copie|destinataires?|empf(ä|ae)nger)([^a-z]|$)|кому|копия|收件|抄送|받는|宛先|إلى|نسخة/i;

/** Longest label of such a field, "To recipients" and translations. */
const LONGEST_NAME = 24;

/** Reply-to fields contain the writer's own address. */
const BACK = /(^|[^a-z])(reply|responder|répondre|antwort)/i;

const MAX = 500;
const MAX_VALUE = 20_000;

/**
 * Reads the recipients of the letters being written: addresses as in the page, in its order.
 *
 * Only around an editor: the list of mails next to it names many others.
 */
export function recipients(): string[] {
  const found = new Set<string>();
  for (const area of areas()) {
    for (const text of textsIn(area)) {
      for (const [address] of text.matchAll(ADDRESS)) {
        if (found.size < MAX) found.add(address.slice(0, 254));
      }
    }
  }
  return [...found];
}

interface Area {
  readonly root: Element;
  readonly letter: Element;
}

/** For each editor the smallest container that also has a recipients field. */
function areas(): readonly Area[] {
  const letters = [...document.querySelectorAll(LETTER)]
    .filter((element) => !isToField(element))
    .slice(0, 20);
  return letters.flatMap((letter): readonly Area[] => {
    for (
      let root = letter.parentElement;
      root && root !== document.documentElement;
      root = root.parentElement
    ) {
      if (holdsRecipient(root, letter)) return [{ root, letter }];
      // Beyond these containers nothing belongs to the letter.
      if (root.matches('form,dialog,[role="dialog"],body')) return [];
    }
    return [];
  });
}

function holdsRecipient(root: Element, letter: Element): boolean {
  return [...root.querySelectorAll(FIELD)].some((field) => field !== letter && isToField(field));
}

const NAMES = ['name', 'id', 'aria-label', 'placeholder', 'autocomplete', 'peoplekit-id', 'data-testid'];

function isToField(field: Element): boolean {
  if (!field.matches(FIELD)) return false;
  const names = [...NAMES.map((name) => field.getAttribute(name) ?? ''), ...labelsOf(field)].map(split);
  if (names.some((name) => BACK.test(name))) return false;
  // An editor's label may be any sentence.
  const longest = field.matches(PLAIN_FIELD) ? Number.POSITIVE_INFINITY : LONGEST_NAME;
  return names.some((name) => name.length <= longest && TO.test(name));
}

function labelsOf(field: Element): readonly string[] {
  const named = (field.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const labels = [
    ...((field as HTMLInputElement).labels ?? []),
    ...named.map((id) => document.getElementById(id)),
  ];
  return labels.map((label) => label?.textContent ?? '');
}

/** Splits identifiers: `composeTo` and `_to` both contain the word "to". */
function split(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_:.-]/g, ' ')
    .trim();
}

function* textsIn({ root, letter }: Area): Generator<string> {
  for (const field of root.querySelectorAll(FIELD)) {
    if (!isToField(field)) continue;
    if (field.matches(PLAIN_FIELD)) {
      yield (field as HTMLInputElement).value.slice(0, MAX_VALUE);
    } else {
      yield* marksIn(field);
      yield* wordsIn(field);
    }
  }
  // If the letter fills the whole page, tokens may belong to the list of mails.
  if (root === document.body) return;
  yield* marksIn(root, letter);
}

function* marksIn(root: Element, letter?: Element): Generator<string> {
  const selector = ADDRESS_ATTRIBUTES.map((name) => `[${name}*="@"]`).join(',');
  for (const element of root.querySelectorAll(selector)) {
    if (letter?.contains(element)) continue;
    for (const name of ADDRESS_ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value?.includes('@')) yield value.slice(0, 500);
    }
  }
}

/** `NodeFilter.SHOW_TEXT` */
const SHOW_TEXT = 4;

/** By text node, so that adjacent tokens are not joined. */
function* wordsIn(field: Element): Generator<string> {
  const walker = document.createTreeWalker(field, SHOW_TEXT);
  for (let pieces = 0; pieces < MAX && walker.nextNode(); pieces += 1) {
    yield (walker.currentNode.nodeValue ?? '').slice(0, MAX_VALUE);
  }
}
