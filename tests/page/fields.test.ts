import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { askedBy } from '../../src/page/fields.ts';

function fieldOf(markup: string): Element {
  const { document, Element: ElementOfPage } = parseHTML(`<body>${markup}</body>`);
  Object.assign(globalThis, { Element: ElementOfPage });
  const field = document.querySelector('input, textarea, select');
  if (!field) throw new Error(`no field in ${markup}`);
  return field;
}

describe('what a field asks for', () => {
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
  ])('nothing but words: %s', (markup) => {
    expect(askedBy(fieldOf(markup))).toBe('text');
  });

  it.each([
    '<input type=checkbox>',
    '<input type=hidden name=cardnumber>',
    '<input type=submit>',
    '<select></select>',
  ])('nothing at all: %s', (markup) => {
    expect(askedBy(fieldOf(markup))).toBeUndefined();
  });

  it('is not held up by a name without end', () => {
    const name = 'card '.repeat(20_000);
    expect(askedBy(fieldOf(`<input name="${name}">`))).toBe('text');
  });
});
