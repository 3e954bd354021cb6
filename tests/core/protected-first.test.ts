import { describe, expect, it } from 'vitest';
import { afterFailure, type Climb, climbing, isLooping, isTriedFirst } from '#core/protected-first.ts';

describe('which addresses are tried protected first', () => {
  it.each([
    'http://site.org/',
    'http://a.b.site.co.uk/page?x=1#y',
    'http://site.org./',
    'http://xn--80a1acny.xn--p1ai/',
    'http://name:word@site.org/',
    'http://1.2.3.4.site.org/',
    // Nobody knows the suffix, but somebody may have made a certificate for it.
    'http://printer.werkstatt/',
  ])('%s is', (url) => {
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
  ])('not %s', (_, url) => {
    expect(isTriedFirst(url)).toBe(false);
  });
});

const climb = (url: string, before?: Climb, atMs = 0) => climbing(before, url, undefined, atMs) as Climb;

describe('what comes after the protected address failed', () => {
  it('a stop for a name of the public web', () => {
    const next = afterFailure(climb('http://site.org/page'), 'refused', false);
    expect(next).toEqual({
      kind: 'stop',
      way: { code: 'no-protected-address', host: 'site.org', url: 'http://site.org/page', from: undefined },
    });
  });

  it('a stop of its own where the proof was refused', () => {
    const next = afterFailure(climb('http://site.org/'), 'certificate', false);
    expect(next).toMatchObject({ kind: 'stop', way: { code: 'unproven-address' } });
  });

  it.each(['refused', 'silent', 'broken', 'certificate', 'loop'] as const)(
    'the plain address, without a word, where nobody knows the suffix (%s)',
    (failure) => {
      const url = 'http://printer.werkstatt/';
      expect(afterFailure(climb(url), failure, false)).toEqual({ kind: 'go-on', url });
    },
  );

  it('the plain address while the person signs in to the network in this tab', () => {
    expect(afterFailure(climb('http://hotspot.com/'), 'refused', true)).toMatchObject({ kind: 'go-on' });
  });

  it.each(['no-name', 'offline'] as const)('the browser’s own page for %s', (failure) => {
    expect(afterFailure(climb('http://site.org/'), failure, true)).toEqual({ kind: 'leave' });
  });
});

describe('a page that sends back and forth', () => {
  it('is one after five times in a few seconds', () => {
    let known: Climb | undefined;
    const loops = [0, 1, 2, 3, 4].map((second) => {
      known = climb('http://site.org/', known, second * 1000);
      return isLooping(known);
    });
    expect(loops).toEqual([false, false, false, false, true]);
  });

  it('is none when a person comes again and again', () => {
    let known: Climb | undefined;
    for (let minute = 0; minute < 20; minute += 1) {
      known = climb('http://site.org/', known, minute * 60_000);
      expect(isLooping(known)).toBe(false);
    }
  });

  it('is none when it is another page each time', () => {
    let known: Climb | undefined;
    for (let page = 0; page < 20; page += 1) known = climb(`http://site.org/${page}`, known, page * 10);
    expect(known && isLooping(known)).toBe(false);
  });
});
