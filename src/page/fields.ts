import type { Asked, Guarded } from '#contracts/messages.ts';
import {
  attributeOf,
  fieldBefore,
  fieldsBeside,
  labelsOf,
  namesOf,
  wordsAround,
  wordsNear,
  wordsOfGroup,
} from './field-text.ts';
import {
  isCardCode,
  isMonthAndYear,
  isOtherCard,
  isPayment,
  isPin,
  mayBeOfCard,
  saidBy,
  takesOtherDigits,
} from './field-words.ts';

/** Types without text input. Unknown types are text fields. */
const NOT_TYPED =
  /^(hidden|submit|button|reset|image|checkbox|radio|file|color|range|date|time|datetime-local|month|week)$/;
/** Types that exclude a secret. */
const PLAIN_TYPES = /^(search|email|url)$/;

/**
 * @source
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofilling-form-controls:-the-autocomplete-attribute
 */
const CARD_TOKEN = /\bcc-(number|csc|exp)/;
const PHONE_TOKEN = /\btel(-|\b)/;
const PLAIN_TOKEN = /\b(username|email|one-time-code|postal-code)\b/;

/** A card number as printed: sixteen places in groups of four. */
const CARD_SHAPE = /(^|\D )[\dx#*•]{4}([ -])[\dx#*•]{4}\2[\dx#*•]{4}\2[\dx#*•]{4}(?![\w -])/i;

/** Editable elements that are not form controls. */
export const TYPED_BOXES = '[contenteditable]:not([contenteditable=false]), [role=textbox]';

/** Whether a person can type text here, whatever it asks for. */
export function isTypedIn(field: Element): boolean {
  return /^(input|textarea)$/.test(field.localName) || field.matches(TYPED_BOXES);
}

/**
 * Classifies a field at this moment: by its type, masking, autofill token, labels and names. Whether it is visible does
 * not matter, because it may become visible at any time.
 *
 * @param isStyled - also read styles, for which the browser computes those of the page
 * @returns `undefined` for elements without text input
 */
export function askedBy(field: Element, isStyled = true): Asked | undefined {
  if (!isTypedIn(field)) return undefined;
  const isInput = field.localName === 'input';
  const isArea = field.localName === 'textarea';
  const type = (isInput && attributeOf(field, 'type').toLowerCase()) || 'text';
  if (NOT_TYPED.test(type)) return undefined;
  const filling = attributeOf(field, 'autocomplete').toLowerCase();
  if (CARD_TOKEN.test(filling)) return 'card';
  const texts = textsOf(field);
  const { all } = texts;
  if (isPassword(field, type)) return isCardCode(all) ? 'card' : 'password';
  const isMasked = isStyled && hidesLetters(field);
  if (!isMasked) {
    if (PHONE_TOKEN.test(filling)) return 'phone';
    if (isArea || PLAIN_TYPES.test(type) || PLAIN_TOKEN.test(filling)) return 'text';
  }
  const said = saidOf(field, texts);
  if (isMasked) return said === 'card' || said === 'id' ? said : 'password';
  if (filling.includes('current-password')) return 'password';
  if (said) return said;
  // Pages put `new-password` on any field to disable autofill.
  if (filling.includes('new-password')) return 'password';
  const hasDigits = /^(tel|number)$/.test(type) || attributeOf(field, 'inputmode') === 'numeric';
  if (hasDigits && isPin(all) && lengthOf(field) !== POSTAL_LENGTH) return 'password';
  return type === 'tel' && !takesOtherDigits(all) ? 'phone' : 'text';
}
/** In India postal codes are called PIN. */
const POSTAL_LENGTH = 6;

/** Former password fields with their names then: "show password" changes the type of the field. */
const passwords = new WeakMap<Element, string>();

function isPassword(field: Element, type: string): boolean {
  const name = `${attributeOf(field, 'name')} ${attributeOf(field, 'id')}`;
  if (type === 'password') passwords.set(field, name);
  return passwords.get(field) === name;
}

/** Whether text is masked, by a property of both browsers or a font of dots. */
function hidesLetters(field: Element): boolean {
  const style = getComputedStyle(field);
  const dots = style.getPropertyValue('-webkit-text-security');
  return (dots !== '' && dots !== 'none') || /text-security|dotsfont/i.test(style.fontFamily);
}

const lengthOf = (field: Element) => Number(attributeOf(field, 'maxlength'));

interface Texts {
  readonly labels: readonly string[];
  readonly names: readonly string[];
  readonly all: readonly string[];
}

function textsOf(field: Element): Texts {
  const own = labelsOf(field);
  const labels = own.length > 0 ? own : [wordsNear(field)].filter(Boolean);
  const names = namesOf(field);
  return { labels, names, all: [...labels, ...names] };
}

/** Classifies by labels first, then names, then nearby text. */
function saidOf(field: Element, texts: Texts): Asked | undefined {
  const { all } = texts;
  const said = ownSaid(texts) ?? (CARD_SHAPE.test(attributeOf(field, 'placeholder')) ? 'card' : undefined);
  if (said && said !== 'card' && said !== 'text') return said;
  if (said !== 'card') return isMonthAndYear(all) || belongsToCard(field, all, said) ? 'card' : said;
  if (isCardCode(all) || isPayment(all) || !isOtherCard([...all, ...wordsAround(field)])) return 'card';
  return fieldsBeside(field).some((one) => isCardCode(textsOf(one).all)) ? 'card' : 'text';
}

const ownSaid = ({ labels, names }: Texts) =>
  first(labels, (words) => saidBy(words, true)) ??
  first(names, (words) => saidBy(words, false, labels.length === 0));

function first<Value>(
  texts: readonly string[],
  ask: (words: string) => Value | undefined,
): Value | undefined {
  for (const words of texts) {
    const answer = ask(words);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

const isForCard = (field: Element) =>
  CARD_TOKEN.test(attributeOf(field, 'autocomplete')) || ownSaid(textsOf(field)) === 'card';

/** “Number” or “Expires” next to other card fields, or one of four fields for a card number. */
function belongsToCard(field: Element, texts: readonly string[], said: Asked | undefined): boolean {
  if (mayBeOfCard(texts)) return fieldsBeside(field).some(isForCard);
  return (
    !said && isPartOfNumber(field) && (saidBy(wordsOfGroup(field), true) === 'card' || continuesCard(field))
  );
}

const isPartOfNumber = (field: Element) => lengthOf(field) >= 3 && lengthOf(field) <= 6;

function continuesCard(field: Element, left = 3): boolean {
  const before = fieldBefore(field);
  if (!before || left === 0 || !isPartOfNumber(before)) return false;
  const texts = textsOf(before);
  if (isCardCode(texts.all)) return false;
  return ownSaid(texts) === 'card' || continuesCard(before, left - 1);
}

export function isGuarded(asked: Asked): asked is Guarded {
  return asked === 'password' || asked === 'card' || asked === 'id';
}

const MAX_ADDRESS = 2048;

/**
 * Target of a form, by its submit button if given. For targets that are no web pages (`javascript:`, `mailto:`,
 * unreadable) the page itself. At most 2048 characters.
 */
export function targetOf(form: Element | null, button?: Element | null): string {
  const named = (button && attributeOf(button, 'formaction')) || (form && attributeOf(form, 'action')) || '';
  const base = document.baseURI || location.href;
  const target = URL.canParse(named, base) ? new URL(named, base).href : '';
  return (/^https?:/.test(target) ? target : location.href).slice(0, MAX_ADDRESS);
}

interface ShadowReader {
  dom?: { openOrClosedShadowRoot(element: Element): ShadowRoot | null };
}
declare const chrome: ShadowReader | undefined;

/** Shadow root of an element, including closed ones, which only extensions can access. */
export function shadowOf(element: Element): ShadowRoot | null {
  const { openOrClosedShadowRoot: inFirefox } = element as { openOrClosedShadowRoot?: ShadowRoot | null };
  if (inFirefox !== undefined) return inFirefox;
  const dom = typeof chrome === 'undefined' ? undefined : chrome.dom;
  return dom && element instanceof HTMLElement ? dom.openOrClosedShadowRoot(element) : element.shadowRoot;
}
