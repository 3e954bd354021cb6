import type { Asked } from '#contracts/messages.ts';

/*
 * Words that identify fields, in the languages of the product and some related ones. They match the output of
 * `wordsOf`: lower case, no accents, single spaces. This code is loaded in every frame, so only words that forms
 * really use are listed. No nested quantifiers: the time grows linearly with the text.
 */

const SEARCH = /\bsearch|\bfind\b|look ?up|recherch|\bbusca|بحث/;

const PASSWORD =
  /passwor[dt]|passwd|pass ?(code|phrase)\b|\bpwd|pwd\b|\bpswd?\b|mots? ?de ?passe|\bmdp\b|contrasen|kennwort|\bsenha\b|\bparola\b|парол|密码|ハスワート|code (secret|confidentiel)|clave (secreta|personal|actual|de (acceso|usuario))|(nueva|su|tu) clave$|كلم[ةه] (ال)?(مرور|سر)|(ال)?ر(قم|مز) (ال)?سري|باسورد/;
/** Mean a password only if nothing else is said. */
const SHORT_PASSWORD = /^(pass|pw|clave|secret)$/;
const PIN = /^(code )?(pin|nip)( number| no)?$/;
const FILLER =
  /\b(your|my|user|usr|login|log|edit|acc(ount)?|admin|new|old|current|confirm|repeat|re|type|enter|te?xt|in?put|field|form|tu|su|votre|j|\d+)\b/g;
const NOT_PASSWORD =
  /forg[eo]t|one ?time|\breset|recover|\bhint|remind|mail|courriel|correo|user ?name|utilisateur|length|question|answer|generat|strength|polic|token|expir|manager|passwordless|director|number of|change[ds]|\b(link|url|label|title|name|site|age)\b|oubli|olvid|recuper|indice|pista|نسيت|تلميح|البريد/;

/** Payment cards. */
const PAYMENT =
  /(credit|debit|bank|payment|master)( or [a-z]+)? ?card|\b(visa|amex|maestro|american express)\b|\bcc ?(num|n[or]\b|card)|(cart[aeo]o?|tarjetas?) (bancair|bancari|bleue|d[ei] (credit|debit|paiement|pago))|kreditkarte|بطاق[ةه] (ال)?(ا[يئ]تمان|بنك|دفع|خصم|مصرف)/;
const CARD_NUMBER =
  /card ?num(ber)?\b|\bcard ?(n[or]|pan|digits)\b|\bccn(um|o)?\b|\bn(umer)?[or]?o? ?(d[eo] )?((la|ma|mi|tu|su|votre) )?(carte|carta|tarjeta|cartao)\b|(tarjeta|carte) (numero|num|no?)\b|kartennummer|kaartnummer|رقم (ال)?(بطاق|كارت)|卡号/;
/** Words allowed before "card number"; any other names another kind of card. */
const BEFORE_CARD =
  /^(|your|the|my|an?|new|full|long|enter|billing|tel|this|main|add|edit|required|pay|by|or|\d+|digits?)$/;
/** The same for languages in which the qualifier follows. */
const AFTER_CARD = /(carte|carta|tarjeta|cartao) (?!n(um|[or]?\b)|\d)|رقم (ال)?(بطاق[ةه]|كارت) (?!\d)/;
const CARD_CODE =
  /cvv|\bcvc|cvc\b|\b(csc|cvn|ccv|cv 2)\b|card ?(security|verif|code|cid)|\bcc ?(cid|csc|code)|cryptogramme/;
const CARD_EXPIRY =
  /(card|\bcc|carte|tarjeta) ?(exp|venc)|\bvalid thr(u|ough)\b|(expir|caduc|vencim|انتهاء).{0,25}(card|carte|tarjeta|بطاق)/;
/** Card-related fields that are not secret. */
const CARD_ASIDE =
  /holder|owner|\bname|titula|\bnom\b|nombre|\b(brand|type|issu|alias|nick|label|limit|zip)|country|postal|address|phone|last (4|four)|balance|number of|amount|حامل|صاحب|اسم|نوع/;
/** Cards that are no payment cards, in names of fields and in headings. */
const OTHER_CARD =
  /librar|loyal|reward|gift|\b(sims?|bus)\b|metro|transit|travel|member|student|\bclub|fuel|business|health|insurance|vaccin|voucher|coupon|licen[cs]e|serial|score|(post|green|flash|index|report|time|key|phone|staff|wild|dis) ?card|orcid|bibliot|fideli|cadeau|etudiant|adherent|socio|regalo|estudiant|مكتب|هد[يا]|ولاء|عضوي|طالب|شريح|حافل/;

const ID =
  /\bpassport ?(num|no|nr?\b|id)|\bn(umer)?[or]?o? ?(de |du )?(passeport|pasaporte|passaporte)|\bpasaporte n|\b(national|identity|citizen) ?(id|number|no\b|card)|\bid ?card|social ?security|\b(ssn|dni|nie|curp|cpf|cnic|aadhaar|iqama|cni|cedula)\b|securite sociale|seguridad social|(carte|piece) (nationale )?d ?identite|(documento|carnet|tarjeta) (nacional )?de identidad|driv(er|ing)s? (s )?licen[cs]e n|(رقم|بطاق[ةه]) (ال)?(هوي|جواز|وطني|شخصي|قومي|اقام)|الرقم (القومي|الوطني)/;
const ID_ASIDE = /photo|copy\b|upload|scan|country|issu|expir|\bdate|place|\btype|\bname|caduc|تاريخ|صور/;

const PHONE =
  /\b(tele)?phone\b|\btel\b|\bmobile ?(n|phone|$)|\bcelular\b|\bmovil\b|\btelefono?\b|رقم (ال)?(هاتف|جوال|محمول)/;
const NOT_PHONE = /mail|user|model|brand|\b(ext|code|app|name)|countr/;
/** Numeric fields that are no phone numbers. */
const OTHER_DIGITS =
  /\b(zip|pin|code|cp|date|day|age|qty|card|ext)|postal|amount|birth|month|year|quantit|guests|price|digit/;

/** Common non-secret fields: overrides a technical name or `new-password`. */
const ORDINARY =
  /mail|courriel|correo|user ?(name|id)\b|^login|utilisateur|usuario|address|adresse|direccion|street|\b(city|ville|zip|pays|state|name|nom|date|otp)\b|ciudad|postal|country|prenom|nombre|apellido|compan|subject|message|comment|birth|coupon|promo|one ?time|verification code|captcha|director|boarding|البريد|اسم|عنوان|مدين/;

/** Words that mean a card only next to other card fields. */
const WEAK =
  /sec(urity)? ?(code|number)|verification ?(code|number|value)|code de (securite|verif)|codigo de (seguridad|verif)|رمز (ال)?(امان|تحقق|حماي)|\bcid\b|^code$|[34] (or 4 )?digit|\bcard n(um|o\b)|^(number|num|no?|numero|pan|card|cc|carte|tarjeta|الرقم|البطاق[ةه])$|account ?n/;
const EXPIRY = /\bexp($|ir| ?(date|m|y))|caduc|vencim|validit|valid until|انتهاء|^mm ?(yy|aa)/;
const MONTH_AND_YEAR = /^mm ?(yy|aa)/;
const OF_PAPERS = /pass(eport|port|aporte)|licen|document|\bid\b|batch|\blot\b|coupon/;

/**
 * Classifies a field by one name or label; `undefined` if it says nothing.
 *
 * @param isSeen - a label for people; technical names contain unrelated words
 * @param isAlone - nothing else is known about the field
 */
export function saidBy(words: string, isSeen: boolean, isAlone = isSeen): Asked | undefined {
  if (words === '') return undefined;
  if (SEARCH.test(words)) return 'text';
  const pays = PAYMENT.test(words);
  if (ID.test(words) && !pays) return ID_ASIDE.test(words) ? 'text' : 'id';
  if (CARD_CODE.test(words) || CARD_EXPIRY.test(words)) return 'card';
  if (pays || CARD_NUMBER.test(words)) {
    const isAside = CARD_ASIDE.test(words) || (isSeen && !pays && isOfOtherCard(words));
    return isAside || words.split(' ').length > MAX_WORDS ? 'text' : 'card';
  }
  if (PASSWORD.test(words) || (isAlone && SHORT_PASSWORD.test(withoutFiller(words)))) {
    return NOT_PASSWORD.test(words) ? 'text' : 'password';
  }
  if (ORDINARY.test(words)) return 'text';
  return PHONE.test(words) && !NOT_PHONE.test(words) ? 'phone' : undefined;
}
/** Longer texts about cards are questions or sentences. */
const MAX_WORDS = 16;

function isOfOtherCard(words: string): boolean {
  const [before = ''] = words.split(/\bcard ?(?:n|pan|digit)/, 1);
  const isLast = before.length < words.length;
  return (isLast && !BEFORE_CARD.test(before.trim().split(' ').at(-1) ?? '')) || AFTER_CARD.test(words);
}

const withoutFiller = (words: string) => words.replace(FILLER, '').replace(/ +/g, ' ').trim();

type Texts = readonly string[];
const some = (pattern: RegExp) => (texts: Texts) => texts.some((text) => pattern.test(text));
export const isCardCode = some(CARD_CODE);
export const isPayment = some(PAYMENT);
export const isOtherCard = some(OTHER_CARD);
export const takesOtherDigits = some(OTHER_DIGITS);
export const isPin = (texts: Texts) => some(PIN)(texts.map(withoutFiller));
export const mayBeOfCard = (texts: Texts) => some(WEAK)(texts) || some(EXPIRY)(texts);
/** “MM/YY” together with a word for its meaning. */
export const isMonthAndYear = (texts: Texts) =>
  some(MONTH_AND_YEAR)(texts) &&
  !some(OF_PAPERS)(texts) &&
  some(EXPIRY)(texts.filter((text) => !MONTH_AND_YEAR.test(text)));
