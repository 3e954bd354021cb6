import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../src/page/field-text.ts';
import { saidBy } from '../../src/page/field-words.ts';
import { askedBy } from '../../src/page/fields.ts';

/** Inline styles only; style sheets are tested in browsers by `tests/e2e/fields.test.ts`. */
function styleOf(element: Element) {
  const [, dots = ''] = /-webkit-text-security: *(\w+)/.exec(element.getAttribute('style') ?? '') ?? [];
  return { getPropertyValue: () => dots, fontFamily: '' };
}

function fieldOf(markup: string, selector = 'input, textarea, select'): Element {
  const { document, Element, Node } = parseHTML(`<html><body>${markup}</body></html>`);
  Object.assign(globalThis, { Element, Node, getComputedStyle: styleOf });
  const field = document.querySelector(selector);
  if (!field) throw new Error(`no field in ${markup}`);
  return field;
}

describe('askedBy', () => {
  it.each([
    ['password', '<input type=password>'],
    ['password', '<input type=PASSWORD name=cardnumber>'],
    ['card', '<input autocomplete="section-a billing cc-number">'],
    ['card', '<input autocomplete=cc-csc type=tel>'],
    ['card', '<input name=cardNumber>'],
    ['card', '<input id="card-number">'],
    ['card', '<input name=cc_num type=tel>'],
    ['card', '<input placeholder="Card number">'],
    ['card', '<input name=cvv>'],
    ['card', '<input aria-label="Número de tarjeta">'],
    ['card', '<input placeholder="Numéro de carte">'],
    ['card', '<input placeholder="رقم البطاقة">'],
    ['id', '<input name=passportNumber>'],
    ['id', '<input placeholder="Numéro de passeport">'],
    ['id', '<input name=national_id>'],
    ['id', '<input id=dni>'],
    ['id', '<input placeholder="رقم الهوية">'],
    ['phone', '<input type=tel>'],
    ['phone', '<input autocomplete=tel-national>'],
    ['phone', '<input name=mobileNumber>'],
    ['text', '<input>'],
    ['text', '<input type=email name=email>'],
    ['text', '<textarea name=cardnumber></textarea>'],
  ] as const)('%s: %s', (asked, markup) => {
    expect(askedBy(fieldOf(markup))).toBe(asked);
  });

  it.each([
    '<input type=search placeholder="Passport number lost?">',
    '<input name=postcard-note>',
    '<input name=discard>',
    '<input name=cardholder>',
    '<input name=identity>',
    '<input name=userid>',
    '<input name=id>',
    '<input name=passport>',
    '<input name=passphrase_hint>',
    '<input name=business-card-text>',
    '<input name=ccEmail>',
    '<input name=cc placeholder="Cc">',
    '<input name=microphone>',
    '<input name=hotel>',
    '<input name=saxophonist>',
    '<input name=dnipro>',
    '<input name=telegram>',
    '<input name="gift_card_message">',
    '<input autocomplete=cc-name>',
  ])('only text: %s', (markup) => {
    expect(askedBy(fieldOf(markup))).toBe('text');
  });

  it.each([
    '<input type=checkbox>',
    '<input type=hidden name=cardnumber>',
    '<input type=submit>',
    '<select></select>',
  ])('nothing: %s', (markup) => {
    expect(askedBy(fieldOf(markup))).toBeUndefined();
  });

  it('handles a very long name quickly', () => {
    const name = 'card '.repeat(20_000);
    expect(askedBy(fieldOf(`<input name="${name}">`))).toBe('text');
  });
});

describe('secrets without a password type', () => {
  const MASKED = 'style="-webkit-text-security:disc"';

  it.each([
    ['password', `<input type=text name=password ${MASKED}>`],
    ['password', `<input type=text name=f2 ${MASKED}>`],
    ['password', '<input type=text autocomplete=current-password>'],
    ['password', '<input type=text autocomplete=new-password>'],
    ['password', '<input type=text name=pwd>'],
    ['password', '<input type=passwd name=password>'],
    ['password', `<input type=tel name=pin maxlength=4 ${MASKED}>`],
    ['password', '<input type=tel name=pin maxlength=4>'],
    ['password', `<textarea name=key ${MASKED}></textarea>`],
    ['password', '<label for=a>Mot de passe</label><input id=a>'],
    ['password', '<label>Contraseña <input name=c></label>'],
    ['password', '<label>كلمة المرور <input name=c></label>'],
    ['password', '<table><tr><td>Password:</td><td><input name=t2></td></tr></table>'],
    ['password', '<div><input name=x><label>Password</label></div>'],
    ['card', '<label for=a>Card Number</label><input id=a name=AccountNumber>'],
    ['card', '<input name=creditcardnumber>'],
    ['card', '<input placeholder="N° de carte bancaire">'],
    ['card', '<input placeholder="Tarjeta de crédito o débito">'],
    ['card', '<input placeholder="رقم بطاقة الائتمان">'],
    ['card', '<input type=password name=cvv>'],
    ['card', `<input name=cardNumber ${MASKED}>`],
    ['id', `<input name=ssn ${MASKED}>`],
    ['card', '<form><input name=n1 aria-label=Number><input name=cvc></form>'],
    ['card', '<fieldset><legend>Card number</legend><input maxlength=4 name=p1></fieldset>'],
  ] as const)('is a %s: %s', (asked, markup) => {
    expect(askedBy(fieldOf(markup))).toBe(asked);
  });

  it.each([
    '<input type=text name=f2 style="-webkit-text-security:none">',
    '<input name=street autocomplete=new-password>',
    '<input autocomplete=one-time-code name=code>',
    '<input type=tel name=pincode maxlength=6 placeholder="PIN code">',
    '<label>Forgot your password? Your e-mail<input name=e></label>',
    '<input name=password_hint>',
    '<label>Mot de passe oublié ?<input name=e></label>',
    '<label>Palabras clave<input name=e></label>',
    '<table><tr><td>Place:</td><td><input name=t2></td></tr></table>',
    '<input name=library_card_number placeholder="Library card number">',
    '<label>Loyalty card number<input name=cardNumber></label>',
    '<form class=gift-card><label>Card number<input name=cardNumber></label></form>',
    '<label>Costco card number<input name=n></label>',
    '<label>Número de tarjeta SIM<input name=n></label>',
    '<label>N° de carte de bus<input name=n></label>',
    '<label>رقم بطاقة المكتبة<input name=n></label>',
    '<input name=wildcardnumber>',
    '<form><input name=n1 aria-label=Number><input name=city></form>',
    '<fieldset><legend>Seat number</legend><input maxlength=4 name=p1></fieldset>',
    '<label>Name on card<input name=cardNumber></label>',
  ])('is none: %s', (markup) => {
    expect(askedBy(fieldOf(markup))).toBe('text');
  });

  it('stays one while its text is revealed', () => {
    const field = fieldOf('<input type=password name=f7>');
    expect(askedBy(field)).toBe('password');
    field.setAttribute('type', 'text');
    expect(askedBy(field)).toBe('password');
  });

  it('is none any more if the page reuses the element', () => {
    const field = fieldOf('<input type=password name=f7>');
    expect(askedBy(field)).toBe('password');
    field.setAttribute('type', 'text');
    field.setAttribute('name', 'city');
    expect(askedBy(field)).toBe('text');
  });

  it('becomes one while somebody types', () => {
    const field = fieldOf('<input type=text name=f7>');
    expect(askedBy(field)).toBe('text');
    field.setAttribute('type', 'password');
    expect(askedBy(field)).toBe('password');
  });

  it('may be a contenteditable element', () => {
    const box = (label: string) =>
      askedBy(fieldOf(`<div contenteditable=true aria-label="${label}"></div>`, 'div'));
    expect(box('Password')).toBe('password');
    expect(box('Credit card number')).toBe('card');
    expect(box('Message')).toBe('text');
    expect(askedBy(fieldOf('<div contenteditable=false aria-label=Password></div>', 'div'))).toBeUndefined();
  });

  it('is classified without links and buttons', () => {
    const label = '<label for=a>Password <a>Forgot your password?</a></label><input id=a>';
    expect(askedBy(fieldOf(label))).toBe('password');
    expect(askedBy(fieldOf('<label for=a>Place <a>Password</a></label><input id=a>'))).toBe('text');
  });
});

describe('words', () => {
  it('are found in any naming style', () => {
    expect(['cardNumber', 'card-number', 'Card number:', 'CARD_NUMBER'].map(wordsOf)).toEqual(
      Array(4).fill('card number'),
    );
    expect(wordsOf('Contraseña')).toBe('contrasena');
    expect(wordsOf('كَلِمَةُ المُرور')).toBe(wordsOf('كلمة المرور'));
  });

  it('are matched in linear time', () => {
    const parts = [
      'card ',
      'pass ',
      'n ',
      'numero de ',
      'carte ',
      'expir ',
      'رقم ',
      'البطاقة ',
      'a',
      ' ',
      '1',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 }), (chosen) => {
        const begin = performance.now();
        saidBy(chosen.join('').repeat(20_000), true);
        // Linear time takes a tenth of a second; quadratic time would take minutes.
        expect(performance.now() - begin).toBeLessThan(5000);
      }),
      { numRuns: 100 },
    );
  });

  it('are read from labels up to a limit', () => {
    const deep = `${'<span>'.repeat(3000)}Password${'</span>'.repeat(3000)}`;
    expect(askedBy(fieldOf(`<label>${deep}<input name=x></label>`))).toBe('text');
    const wide = '<b></b>'.repeat(20_000);
    expect(askedBy(fieldOf(`<label for=a>${wide}Password</label><p><input id=a></p>`))).toBe('text');
    expect(askedBy(fieldOf('<label for=a><b></b>Password</label><p><input id=a></p>'))).toBe('password');
  });
});
