/** Attributes in which webmails keep the whole address of a recipient whose name they show. */
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

/** Where one writes: the letter itself, which may quote everybody. */
const LETTER =
  '[contenteditable=""],[contenteditable="true"],[role="textbox"][aria-multiline="true"],iframe,textarea';

const FIELD = 'input:not([type=hidden]):not([type=password]):not([type=checkbox]):not([type=radio]),textarea';

/** In the names of fields, in attributes and in the languages of the services we know. */
const TO =
  /(^|[^a-z])(to|cc|bcc|recipients?|an|para|kopie|copie|destinataires?|empf(ä|ae)nger)([^a-z]|$)|кому|копия|收件|抄送|받는|宛先|إلى/i;

const MAX = 500;

/**
 * Who the letters that are being written here go to: addresses as the page has them, in its own order.
 *
 * Looks only around a letter that is being written: the list of mails beside it names many people whom nobody
 * is writing to.
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

/** The smallest part of the page that holds a letter and a field, or a mark, of a recipient. */
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
      // Beyond these a letter has nothing more to do with what is around it.
      if (root.matches('form,dialog,[role="dialog"],body')) return [];
    }
    return [];
  });
}

function holdsRecipient(root: Element, letter: Element): boolean {
  return [...root.querySelectorAll(FIELD)].some((field) => field !== letter && isToField(field));
}

function isToField(field: Element): boolean {
  if (!field.matches(FIELD)) return false;
  const names = ['name', 'id', 'aria-label', 'placeholder', 'autocomplete', 'peoplekit-id', 'data-testid'];
  const own = names.some((name) => TO.test(split(field.getAttribute(name))));
  return own || [...labelsOf(field)].some((label) => TO.test(label.textContent ?? ''));
}

function labelsOf(field: Element): Iterable<Element> {
  return (field as HTMLInputElement).labels ?? [];
}

/** `composeTo` and `_to` are both a "to". */
function split(name: string | null): string {
  return (name ?? '').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_:.-]/g, ' ');
}

function* textsIn({ root, letter }: Area): Generator<string> {
  for (const field of root.querySelectorAll(FIELD)) {
    if (isToField(field)) yield (field as HTMLInputElement).value.slice(0, 20_000);
  }
  // In a letter that fills the whole page, marks may belong to the list of mails beside it.
  if (root === document.body) return;
  const selector = ADDRESS_ATTRIBUTES.map((name) => `[${name}*="@"]`).join(',');
  for (const element of root.querySelectorAll(selector)) {
    if (letter.contains(element)) continue;
    for (const name of ADDRESS_ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (value?.includes('@')) yield value.slice(0, 500);
    }
  }
}
