import { describe, expect, it } from 'vitest';
import { sitesIn, withGuesses, withPassword, withSignedOut } from '#core/session/sign-out.ts';

const NOW_MS = 1_000_000;
const TYPED = { 'mail.example': { origin: 'https://mail.example', isDone: false, atMs: NOW_MS } };
const DONE = { 'mail.example': { origin: 'https://mail.example', isDone: true, atMs: NOW_MS } };
const GUESSED = {
  'mail.example': { origin: 'https://mail.example', isDone: false, isGuess: true, atMs: NOW_MS },
};

describe('sites to sign out of', () => {
  it('include those with a typed password, at their own port', () => {
    expect(withPassword(undefined, 'http://mail.example:8080/in?as=me', NOW_MS)).toEqual({
      'mail.example': { origin: 'http://mail.example:8080', isDone: false, atMs: NOW_MS },
    });
  });

  it.each([
    ['no web page', undefined, 'data:text/html,x'],
    ['a site that is known', DONE, 'https://mail.example/again'],
    ['a host with the name of a property', TYPED, 'about:constructor'],
  ])('do not change for %s', (_, entries, url) => {
    expect(withPassword(entries, url, NOW_MS + 59_000)).toBe(entries);
  });

  it('are no guess any more once a password is typed there', () => {
    expect(withPassword(GUESSED, 'https://mail.example/', NOW_MS)).toEqual(TYPED);
  });

  it('may be guesses, but not for known sites', () => {
    expect(withGuesses(DONE, ['mail.example', 'shop.example'], { 'shop.example': NOW_MS })).toEqual({
      ...DONE,
      'shop.example': { origin: 'https://shop.example', isDone: false, isGuess: true, atMs: NOW_MS },
    });
  });

  it('are marked only if they are known', () => {
    expect(withSignedOut(TYPED, 'mail.example', true)).toEqual(DONE);
    expect(withSignedOut(TYPED, 'other.example', true)).toBe(TYPED);
  });

  it('keep what the person ticked when a password is typed again later, with its time', () => {
    const later = NOW_MS + 60_000;
    expect(withPassword(DONE, 'https://mail.example/', later)).toEqual({
      'mail.example': { ...DONE['mail.example'], atMs: later },
    });
  });

  it('include a host with the name of a property', () => {
    expect(Object.keys(withPassword({}, 'https://constructor/', NOW_MS) ?? {})).toEqual(['constructor']);
  });

  it('are only those since the moment that was named', () => {
    const both = { ...DONE, 'early.example': { origin: 'https://early.example', isDone: false, atMs: 1 } };
    const hosts = (fromMs: number | undefined) => sitesIn(both, fromMs).map(({ host }) => host);
    expect(hosts(NOW_MS)).toEqual(['mail.example']);
    expect(hosts(undefined)).toEqual(['mail.example', 'early.example']);
  });

  it('are listed without origin, and with whether they are guesses', () => {
    expect(sitesIn({ ...DONE, ...withGuesses({}, ['shop.example'], {}) }, undefined)).toEqual([
      { host: 'mail.example', isDone: true, isGuess: false },
      { host: 'shop.example', isDone: false, isGuess: true },
    ]);
  });
});
