import { describe, expect, it } from 'vitest';
import { addSentUnencrypted, clearKindsOf, type SentUnencrypted } from '#core/page/sent-unencrypted.ts';
import { address } from '../../builders.ts';

const FORUM = address('http://forum.example/');

describe('addSentUnencrypted', () => {
  it('adds each kind once, in a fixed order', () => {
    const first = addSentUnencrypted({}, FORUM, ['cookies']);
    const second = addSentUnencrypted(first, FORUM, ['password', 'cookies']);
    expect(second).toEqual({ 'forum.example': ['password', 'cookies'] });
    expect(addSentUnencrypted(second, FORUM, ['password'])).toBe(second);
  });

  it.each(['https://forum.example/', 'http://localhost:3000/', 'http://examplename.onion/'])(
    'adds nothing for %s',
    (url) => {
      const list: SentUnencrypted = {};
      expect(addSentUnencrypted(list, address(url), ['password'])).toBe(list);
    },
  );

  it('includes captive portals: their operator read the password', () => {
    expect(addSentUnencrypted({}, address('http://192.168.1.1/'), ['password'])).toEqual({
      '192.168.1.1': ['password'],
    });
  });

  it('is bounded', () => {
    let list: SentUnencrypted = {};
    for (let site = 0; site < 500; site++) {
      list = addSentUnencrypted(list, address(`http://site${site}.example/`), ['form']);
    }
    expect(Object.keys(list)).toHaveLength(200);
    expect(addSentUnencrypted(list, address('http://site0.example/'), ['password'])['site0.example']).toEqual(
      ['password', 'form'],
    );
  });
});

it('counts searches and phone numbers as form text', () => {
  expect(clearKindsOf(['text', 'phone', 'password'])).toEqual(['form', 'password']);
});
