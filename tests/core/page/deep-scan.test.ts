import { describe, expect, it } from 'vitest';
import {
  type CookieKeeper,
  cookiesOfOthers,
  pictureOf,
  targetOfEntry,
  withFrameCookies,
} from '#core/page/deep-scan.ts';
import { thirdParty, visit } from '../../builders.ts';

const page = visit('https://www.news.example/', {
  thirdParties: ['w.watch.example', 'cdn.plain.example', 'static.news.example'].map(thirdParty),
});
const cookie = (over: Partial<CookieKeeper> = {}): CookieKeeper => ({
  domain: '.watch.example',
  isHostOnly: false,
  isForAll: true,
  onlyIn: 'https://news.example',
  ...over,
});

describe('third-party cookies', () => {
  it('are counted by site, if they are available in this page', () => {
    const cookies = [cookie(), cookie({ domain: 'w.watch.example', isHostOnly: true }), cookie()];
    expect(cookiesOfOthers(page, cookies, false)).toEqual([
      { host: 'w.watch.example', site: 'watch.example', count: 3 },
    ]);
  });

  it.each([
    ['of the page’s own site', { domain: '.news.example' }],
    ['of a host that the page did not call', { domain: 'x.watch.example', isHostOnly: true }],
    ['of the host above, for itself alone', { domain: 'watch.example', isHostOnly: true }],
    ['of a name that ends alike', { domain: 'atch.example' }],
    ['at hand in pages of another site alone', { onlyIn: 'https://shop.example' }],
    ['for all pages, where the browser hands those to nobody', { onlyIn: undefined }],
  ])('exclude %s', (_, over) => {
    expect(cookiesOfOthers(page, [cookie(over)], false)).toEqual([]);
  });

  it('include unpartitioned ones only if the browser sends them, and they are not SameSite', () => {
    expect(cookiesOfOthers(page, [cookie({ onlyIn: undefined })], true)).toHaveLength(1);
    expect(cookiesOfOthers(page, [cookie({ onlyIn: undefined, isForAll: false })], true)).toEqual([]);
  });

  it('exclude blocked hosts', () => {
    const blocked = { ...page, blocked: [{ ...thirdParty('w.watch.example'), count: 1 }] };
    expect(cookiesOfOthers(blocked, [cookie()], false)).toEqual([]);
  });
});

describe('a request to a local host', () => {
  it.each([
    ['http://127.0.0.1:5900', '127.0.0.1:5900'],
    ['ws://localhost:6463', 'localhost:6463'],
    ['wss://[::1]:9000', '[::1]:9000'],
    ['http://192.168.1.1', '192.168.1.1'],
    ['http://router.lan', 'router.lan'],
  ])('is recognized: %s', (origin, host) => {
    expect(targetOfEntry(origin)).toEqual({ host });
  });

  it.each(['https://1.1.1.1', 'https://127.0.0.1.evil.example', 'https://site.example', 'file://x', ''])(
    'is not: %s',
    (origin) => {
      expect(targetOfEntry(origin)).toBeUndefined();
    },
  );
});

describe('an image in a letter', () => {
  it('is identified by host and path, without the query', () => {
    expect(pictureOf('https://u1.ct.sendgrid.net/wf/open?upn=secret')).toEqual({
      ...{ host: 'u1.ct.sendgrid.net', site: 'sendgrid.net', path: '/wf/open' },
    });
  });

  it.each([
    ['behind the address', 'https://pictures.mail.example/p/1#https://a.sender.example/o.gif'],
    ['in the address', 'https://pictures.mail.example/p?url=https%3A%2F%2Fa.sender.example%2Fo.gif&t=1'],
  ])('is attributed to the sender if the mail service proxied it: %s', (_, src) => {
    expect(pictureOf(src)).toMatchObject({ host: 'a.sender.example', path: '/o.gif' });
  });

  it.each(['data:image/gif;base64,R0', 'cid:1', '', 'https://mail.example/p?url=https%3A%zz'])(
    'is none, or the page’s own, and nothing is thrown: %s',
    (src) => {
      expect(pictureOf(src)?.site ?? 'mail.example').toBe('mail.example');
    },
  );
});

it('merges cookies readable by frames with the browser’s list', () => {
  const at = (host: string, count: number) => ({ host, site: host, count });
  expect(withFrameCookies([at('a.example', 2)], [at('a.example', 1), at('b.example', 3)])).toEqual([
    at('a.example', 2),
    at('b.example', 3),
  ]);
  expect(withFrameCookies([], [])).toEqual([]);
});
