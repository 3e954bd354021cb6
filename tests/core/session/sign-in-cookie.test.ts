import { describe, expect, it } from 'vitest';
import { type CookieFacts, signInHosts } from '#core/session/sign-in-cookie.ts';

function cookie(facts: Partial<CookieFacts>): CookieFacts {
  return { domain: 'shop.example', name: 'session_id', isHttpOnly: true, isLasting: true, ...facts };
}

const HOSTS = ['shop.example', 'news.example', 'www.shop.example'];

describe('sites with a persistent sign-in', () => {
  it.each(['session_id', 'SID', '__Secure-1PSID', 'auth_token', 'remember_me', 'PHPSESSID', 'logged_in'])(
    'finds %s',
    (name) => {
      expect(signInHosts([cookie({ name })], HOSTS, [])).toEqual(['shop.example']);
    },
  );

  it.each([
    ['a cookie that ends with the browser', { isLasting: false }],
    ['one that scripts of the page may read', { isHttpOnly: false }],
    ['one that counts', { name: '_ga' }],
    ['one that remembers an answer about cookies', { name: 'consent' }],
    ['one of a site that nobody visited', { domain: 'other.example' }],
  ])('exclude %s', (_, facts) => {
    expect(signInHosts([cookie(facts)], HOSTS, [])).toEqual([]);
  });

  it('are named once, unless listed already', () => {
    const cookies = [cookie({ domain: '.shop.example' }), cookie({ domain: 'www.shop.example' })];
    expect(signInHosts(cookies, HOSTS, [])).toEqual(['shop.example']);
    expect(signInHosts(cookies, HOSTS, ['login.shop.example'])).toEqual([]);
  });

  it('include hosts of the cookie’s domain, also with a port, but not the reverse', () => {
    expect(signInHosts([cookie({ domain: '.shop.example' })], ['my.shop.example:8443'], [])).toEqual([
      'my.shop.example:8443',
    ]);
    expect(signInHosts([cookie({ domain: 'my.shop.example' })], ['shop.example'], [])).toEqual([]);
  });
});
