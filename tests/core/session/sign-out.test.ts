import { describe, expect, it } from 'vitest';
import { sitesIn, withGuesses, withPassword, withSignedOut } from '#core/session/sign-out.ts';

const TYPED = { 'mail.example': { origin: 'https://mail.example', isDone: false } };
const DONE = { 'mail.example': { origin: 'https://mail.example', isDone: true } };
const GUESSED = { 'mail.example': { origin: 'https://mail.example', isDone: false, isGuess: true } };

describe('sites to sign out of', () => {
  it('include those with a typed password, at their own port', () => {
    expect(withPassword(undefined, 'http://mail.example:8080/in?as=me')).toEqual({
      'mail.example': { origin: 'http://mail.example:8080', isDone: false },
    });
  });

  it.each([
    ['no web page', undefined, 'data:text/html,x'],
    ['a site that is known', DONE, 'https://mail.example/again'],
    ['a host with the name of a property', TYPED, 'about:constructor'],
  ])('do not change for %s', (_, entries, url) => {
    expect(withPassword(entries, url)).toBe(entries);
  });

  it('are no guess any more once a password is typed there', () => {
    expect(withPassword(GUESSED, 'https://mail.example/')).toEqual(TYPED);
  });

  it('may be guesses, but not for known sites', () => {
    expect(withGuesses(DONE, ['mail.example', 'shop.example'])).toEqual({
      ...DONE,
      'shop.example': { origin: 'https://shop.example', isDone: false, isGuess: true },
    });
  });

  it('are marked only if they are known', () => {
    expect(withSignedOut(TYPED, 'mail.example', true)).toEqual(DONE);
    expect(withSignedOut(TYPED, 'other.example', true)).toBe(TYPED);
  });

  it('are listed without origin, and with whether they are guesses', () => {
    expect(sitesIn({ ...DONE, ...withGuesses({}, ['shop.example']) })).toEqual([
      { host: 'mail.example', isDone: true, isGuess: false },
      { host: 'shop.example', isDone: false, isGuess: true },
    ]);
  });
});
