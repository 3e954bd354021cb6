import { describe, expect, it } from 'vitest';
import {
  afterFailure,
  goingOn,
  isLooping,
  isTriedFirst,
  isWithoutPage,
  type Trail,
  type UpgradeAttempt,
} from '#core/network/https-first.ts';

describe('URLs that are upgraded', () => {
  it.each([
    'http://site.org/',
    'http://a.b.site.co.uk/page?x=1#y',
    'http://site.org./',
    'http://xn--80a1acny.xn--p1ai/',
    'http://name:word@site.org/',
    'http://1.2.3.4.site.org/',
    // An unknown suffix, for which somebody may have a certificate.
    'http://printer.werkstatt/',
  ])('%s is one', (url) => {
    expect(isTriedFirst(url)).toBe(true);
  });

  it.each([
    ['protected already', 'https://site.org/'],
    ['a port', 'http://site.org:8080/'],
    ['a name and a port', 'http://name:word@site.org:8080/'],
    ['an address', 'http://192.168.1.1/'],
    ['a public address', 'http://93.184.216.34/'],
    ['an address with letters', 'http://[2001:db8::1]/'],
    ['a name without a dot', 'http://router/'],
    ['this machine', 'http://localhost/'],
    ['a café’s own name', 'http://login.cafe.lan/'],
    ['a home network', 'http://box.home.arpa/'],
    ['a hidden service', 'http://abcdef.onion/'],
    ['a name for examples', 'http://forum.riverside.example/'],
    ['a name for tests', 'http://site.test/'],
    ['no page', 'about:blank'],
  ])('%s is none', (_, url) => {
    expect(isTriedFirst(url)).toBe(false);
  });
});

const attempt = (url: string): UpgradeAttempt => ({
  host: new URL(url).hostname,
  url,
  from: undefined,
  startedAtMs: 0,
  isAnswered: false,
  isSent: false,
  isPatient: false,
});

describe('after a failed upgrade', () => {
  it('a name with a public suffix gets an interstitial', () => {
    const next = afterFailure(attempt('http://site.org/page'), 'refused', false);
    expect(next).toEqual({
      kind: 'stop',
      navigation: {
        code: 'no-protected-address',
        failure: 'refused',
        host: 'site.org',
        url: 'http://site.org/page',
        from: undefined,
        isSent: false,
      },
    });
  });

  it('a refused certificate has its own interstitial', () => {
    const next = afterFailure(attempt('http://site.org/'), 'certificate', false);
    expect(next).toMatchObject({ kind: 'stop', navigation: { code: 'unproven-address' } });
  });

  it.each(['refused', 'silent', 'broken', 'certificate', 'loop'] as const)(
    'the HTTP address, without a word, where nobody knows the suffix (%s)',
    (failure) => {
      const url = 'http://printer.werkstatt/';
      expect(afterFailure(attempt(url), failure, false)).toEqual({ kind: 'go-on', url });
    },
  );

  it('HTTP is used while the person signs in to the network in this tab', () => {
    expect(afterFailure(attempt('http://hotspot.com/'), 'refused', true)).toMatchObject({ kind: 'go-on' });
  });

  it.each(['no-name', 'offline'] as const)('the browser’s own page is left for %s', (failure) => {
    expect(afterFailure(attempt('http://site.org/'), failure, true)).toEqual({ kind: 'leave' });
  });
});

describe('a redirect loop', () => {
  /** Requests these in order, each after the previous page was shown for the given time. */
  function follow(urls: readonly string[], shownForMs: number): Trail {
    return urls.reduce<Trail | undefined>(
      (known, url) => goingOn(known, url, 'https://start.org/', known && shownForMs),
      undefined,
    ) as Trail;
  }
  const repeat = (times: number, ...urls: string[]) => Array.from({ length: times }, () => urls).flat();

  it.each([0, 4_000])(
    'is detected after five fast rounds, whatever the connection’s speed (%s ms)',
    (shownForMs) => {
      expect(isLooping(follow(repeat(4, 'http://site.org/'), shownForMs))).toBe(false);
      expect(isLooping(follow(repeat(5, 'http://site.org/'), shownForMs))).toBe(true);
    },
  );

  it('is detected after more rounds if each page takes its time', () => {
    expect(isLooping(follow(repeat(8, 'http://site.org/'), 20_000))).toBe(false);
    expect(isLooping(follow(repeat(10, 'http://site.org/'), 20_000))).toBe(true);
  });

  it('is detected over two sites, and with a counter in the URL', () => {
    expect(isLooping(follow(repeat(5, 'http://site.org/', 'http://other.net/'), 100))).toBe(true);
    const numbered = Array.from({ length: 5 }, (_, index) => `http://site.org/page?turn=${index}#top`);
    expect(isLooping(follow(numbered, 100))).toBe(true);
  });

  it('leads back to the page before its first round', () => {
    const trail = goingOn(follow(['http://site.org/'], 0), 'http://site.org/', 'https://site.org/', 100);
    expect(trail.from).toBe('https://start.org/');
  });

  it('is not assumed if a person comes again and again', () => {
    expect(isLooping(follow(repeat(20, 'http://site.org/'), 60_000))).toBe(false);
  });

  it('is not assumed for different pages, and the trail stays bounded', () => {
    const trail = follow(
      Array.from({ length: 200 }, (_, index) => `http://site.org/${index}`),
      100,
    );
    expect(isLooping(trail)).toBe(false);
    expect(Object.keys(trail.turns).length).toBeLessThanOrEqual(20);
  });
});

it('distinguishes missing pages from forbidden ones', () => {
  expect([400, 403, 404, 410, 503].filter(isWithoutPage)).toEqual([400, 403, 404, 410, 503]);
  expect([200, 204, 304, 401, 407, 429, 451, 511].filter(isWithoutPage)).toEqual([]);
});
