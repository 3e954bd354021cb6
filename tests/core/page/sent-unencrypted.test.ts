import { describe, expect, it } from 'vitest';
import { addSentUnencrypted, clearKindsOf, type SentUnencrypted } from '#core/page/sent-unencrypted.ts';
import { address } from '../../builders.ts';

const FORUM = address('http://forum.example/');

describe('addInClear', () => {
  it('adds each kind once, in one order', () => {
    const first = addSentUnencrypted({}, FORUM, ['cookies'], 1);
    const second = addSentUnencrypted(first, FORUM, ['password', 'cookies'], 1);
    expect(second).toEqual({ 'forum.example': { kinds: ['password', 'cookies'], atMs: 1 } });
    expect(addSentUnencrypted(second, FORUM, ['password'], 59_000)).toBe(second);
  });

  it.each(['https://forum.example/', 'http://localhost:3000/', 'http://examplename.onion/'])(
    'adds nothing for %s',
    (url) => {
      const list: SentUnencrypted = {};
      expect(addSentUnencrypted(list, address(url), ['password'], 1)).toBe(list);
    },
  );

  it('counts the café’s own page: a password typed there was read by whoever runs it', () => {
    expect(addSentUnencrypted({}, address('http://192.168.1.1/'), ['password'], 1)).toEqual({
      '192.168.1.1': { kinds: ['password'], atMs: 1 },
    });
  });

  it('is bounded', () => {
    let list: SentUnencrypted = {};
    for (let site = 0; site < 500; site++) {
      list = addSentUnencrypted(list, address(`http://site${site}.example/`), ['form'], 1);
    }
    expect(Object.keys(list)).toHaveLength(200);
    expect(
      addSentUnencrypted(list, address('http://site0.example/'), ['password'], 1)['site0.example'],
    ).toEqual({
      kinds: ['password', 'form'],
      atMs: 1,
    });
  });
});

it('counts searches and phone numbers as form text', () => {
  expect(clearKindsOf(['text', 'phone', 'password'])).toEqual(['form', 'password']);
});
