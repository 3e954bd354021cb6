import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { recipients } from '../../src/page/recipients.ts';
import { CHIPS, FORM, NO_LETTER, PAGE, RICH } from '../cafe/pages/letters.ts';

function read(markup: string): readonly string[] {
  const { document } = parseHTML(`<html><body>${markup}</body></html>`);
  // linkedom does not set the value of a textarea from its content.
  for (const area of document.querySelectorAll('textarea')) {
    const value = (area.textContent ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
    Object.defineProperty(area, 'value', { value });
  }
  Object.assign(globalThis, { document });
  return recipients();
}

describe('the recipients of a letter', () => {
  it.each([
    ['a form with fields', FORM],
    ['marks with the address behind the name', CHIPS],
    ['a page that is all letter', PAGE],
    ['fields one types in as in a letter', RICH],
  ])('are read from %s', (_, markup) => {
    expect(read(markup)).toEqual(['ann@one.example', 'bob@two.example', 'cleo@three.example']);
  });

  it.each([
    ['a page without a letter', '<p>ann@one.example</p>'],
    ['a list of mails', '<ul><li title="ann@one.example">Ann</li></ul>'],
    ['a letter to nobody yet', '<form><input name="to" value=""><textarea name="body"></textarea></form>'],
    ['a list of mails, and one to read', NO_LETTER],
    [
      'what is quoted in the letter',
      '<form><input name=to><div contenteditable="true"><a title="ann@one.example">Ann</a></div></form>',
    ],
    [
      'the list beside the letter',
      '<div title="ann@one.example">Ann</div><div role=dialog><input aria-label="To"><div contenteditable="true"></div></div>',
    ],
    [
      'a search beside a note',
      '<form><input name="search" value="ann@one.example"><textarea></textarea></form>',
    ],
    [
      'the sender',
      '<form><input name="from" value="me@me.example"><input name="to"><textarea></textarea></form>',
    ],
    [
      'a password',
      '<form><input name="to" type="password" value="ann@one.example"><textarea></textarea></form>',
    ],
    ...(['reply-to', 'replyTo', '_reply_to'] as const).map((name): [string, string] => [
      `where answers go: ${name}`,
      `<form><input name="to"><input name="${name}" value="me@me.example"><textarea></textarea></form>`,
    ]),
    [
      'a letter with a long name',
      '<form><input name="to"><div contenteditable="true" aria-label="Write to all of your friends here">ann@one.example</div></form>',
    ],
    [
      'a word with "to" in it',
      '<form><input name="autor" value="ann@one.example"><textarea></textarea></form>',
    ],
  ])('are not taken from %s', (_, markup) => {
    expect(read(markup)).toEqual([]);
  });

  it('keeps adjacent tokens apart', () => {
    const marks = '<b>ann@one.example</b><b>bob@two.example</b>';
    expect(
      read(`<form><div contenteditable="true" aria-label="To">${marks}</div><textarea></textarea></form>`),
    ).toEqual(['ann@one.example', 'bob@two.example']);
  });

  it.each(['To', 'Para', 'CCO', 'À', 'Cci', 'Destinataires', 'إلى', 'نسخة مخفية', 'Кому', '收件人'])(
    'is read from a field called %s',
    (name) => {
      const field = `<input aria-label="${name}" value="ann@one.example">`;
      expect(read(`<form>${field}<textarea></textarea></form>`)).toEqual(['ann@one.example']);
    },
  );

  it('are bounded', () => {
    const many = Array.from({ length: 900 }, (_, at) => `p${at}@x.example`).join(', ');
    expect(
      read(`<form><textarea name=to>${many}</textarea><textarea name=body></textarea></form>`),
    ).toHaveLength(500);
  });
});
