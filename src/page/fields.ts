import type { Asked, Guarded } from '#contracts/messages.ts';

/** Types whose words a person writes; the rest (boxes, buttons, dates, files) says little by itself. */
const TYPED = ['text', 'search', 'email', 'tel', 'number', 'url'];

/** @source https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofilling-form-controls:-the-autocomplete-attribute */
const CARD_TOKEN = /\bcc-(number|csc|exp)/;
const PHONE_TOKEN = /\btel(-|\b)/;

/*
 * Names that sites give to such fields, in the languages of the product and of their neighbours. Words are
 * matched whole: `postcard-note` asks for no card.
 */
const CARD_NAME =
  /\b(credit|debit|bank) ?card\b|\bcard ?(number|num|no|nr)\b|\bcc ?(number|num|no|csc|cvc|exp)\b|\b(cvv|cvc)2?\b|\bnumero ?(de )?(la )?(carte|tarjeta|cartao)\b|\bkartennummer\b|رقم البطاقة/;
const ID_NAME =
  /\bpassport ?(number|num|no|nr|id)\b|\bnumero ?(de )?(passeport|pasaporte|passaporte)\b|\b(national|identity|citizen) ?(id|number|no|card)\b|\bid ?card ?(number|no)?\b|\bsocial ?security\b|\b(ssn|dni|curp|cpf|cnic|aadhaar|iqama)\b|\bcarte ?d ?identite\b|رقم (الهوية|الجواز|جواز السفر)|الرقم القومي/;
const PHONE_NAME = /\b(tele)?phone\b|\bmobile ?(number|no)?\b|\btelefono?\b|رقم (الهاتف|الجوال)/;

/** A page may name a field "type" or "action" and so hide the property of that name. */
export function attributeOf(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

/**
 * What a field asks for, by its type, by the word it gives the browser for filling it in, and by its names.
 *
 * @returns `undefined` for fields that nobody types words into
 */
export function askedBy(field: Element): Asked | undefined {
  if (field.localName === 'textarea') return 'text';
  if (field.localName !== 'input') return undefined;
  const type = attributeOf(field, 'type').toLowerCase() || 'text';
  if (type === 'password') return 'password';
  if (!TYPED.includes(type)) return undefined;
  const filling = attributeOf(field, 'autocomplete').toLowerCase();
  if (CARD_TOKEN.test(filling)) return 'card';
  if (PHONE_TOKEN.test(filling)) return 'phone';
  // A box to search in is not one to give a number in, whatever is searched for.
  if (type === 'search') return 'text';
  const names = ['name', 'id', 'aria-label', 'placeholder'].map((name) => wordsOf(attributeOf(field, name)));
  if (names.some((name) => CARD_NAME.test(name))) return 'card';
  if (names.some((name) => ID_NAME.test(name))) return 'id';
  if (type === 'tel' || names.some((name) => PHONE_NAME.test(name))) return 'phone';
  return 'text';
}

export function isGuarded(asked: Asked): asked is Guarded {
  return asked === 'password' || asked === 'card' || asked === 'id';
}

const MAX_NAME = 60;

/** `cardNumber`, `card-number` and `Card number` are the same two words. */
function wordsOf(name: string): string {
  return name
    .slice(0, MAX_NAME)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const MAX_ADDRESS = 2048;

/**
 * Where a form's words go, by the button that sends them if there is one. A target that is no web page
 * (`javascript:`, `mailto:`, nothing readable) leaves it to the page itself. At most 2048 characters.
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

/** A tree that an element hides, also a closed one, which only an extension may see. */
export function shadowOf(element: Element): ShadowRoot | null {
  const { openOrClosedShadowRoot: inFirefox } = element as { openOrClosedShadowRoot?: ShadowRoot | null };
  if (inFirefox !== undefined) return inFirefox;
  const dom = typeof chrome === 'undefined' ? undefined : chrome.dom;
  return dom && element instanceof HTMLElement ? dom.openOrClosedShadowRoot(element) : element.shadowRoot;
}
