import { describe, expect, it } from 'vitest';
import { CERTIFICATE_CAUSES } from '#core/network/certificate-error.ts';
import type { Guarded } from '#core/page/field-kind.ts';
import { consentKey, type GuardedEntry, interstitialFor } from '#core/page/interstitial.ts';
import { address, tlsInfo } from '../../builders.ts';

/** A password field on this page, in no frame, submitted to the page itself unless overridden. */
function near(page: string, over: { frame?: string; target?: string; asks?: Guarded } = {}): GuardedEntry {
  return {
    page: address(page),
    frame: address(over.frame ?? page),
    target: address(over.target ?? page),
    certificate: undefined,
    tlsInfo: undefined,
    asks: over.asks ?? 'password',
  };
}

describe('interstitialFor', () => {
  it.each([
    ['an HTTPS page', near('https://bank.example/')],
    ['an HTTPS page that sends to another', near('https://bank.example/', { target: 'https://id.example/' })],
    ['a page on this machine', near('http://localhost:8080/')],
    ['a name that Tor protects', near('http://examplename.onion/')],
    ['the café’s own sign-in page', near('http://192.168.1.1/login')],
    ['a router by name', near('http://router/')],
    [
      'an HTTPS page that sends to the café’s router',
      near('https://a.example/', { target: 'http://10.0.0.1/' }),
    ],
  ])('holds nothing back on %s', (_, secret) => {
    expect(interstitialFor(secret)).toBeUndefined();
  });

  it('holds everything back at a look-alike name, and names the real site', () => {
    const found = { kind: 'inside', real: 'mail.example', front: 'www.mail.example', isSure: true } as const;
    const imitation = { ...found, host: 'mail.example.evil.example' };
    const secret = { ...near('http://mail.example.evil.example/'), imitation };
    expect(interstitialFor(secret)).toMatchObject({
      code: 'look-alike-domain',
      host: 'mail.example.evil.example',
      canUpgrade: false,
      real: { domain: 'mail.example', front: 'www.mail.example' },
    });
    expect(interstitialFor({ ...secret, imitation: { ...imitation, isSure: false } })?.code).toBe(
      'insecure-password-field',
    );
  });

  it('does not offer an upgrade that failed in this session', () => {
    expect(interstitialFor({ ...near('http://forum.example/login'), isTried: true })).toMatchObject({
      code: 'insecure-password-field',
      canUpgrade: false,
    });
  });

  it('holds a password back on an HTTP page, and offers an upgrade', () => {
    expect(interstitialFor(near('http://forum.example/login'))).toEqual({
      code: 'insecure-password-field',
      host: 'forum.example',
      target: 'forum.example',
      canUpgrade: true,
      asks: 'password',
    });
  });

  it.each(['card', 'id'] as const)('holds a %s number back too', (asks) => {
    expect(interstitialFor(near('http://forum.example/', { asks }))).toMatchObject({
      code: 'insecure-sensitive-form',
      asks,
    });
    expect(interstitialFor(near('https://a.example/', { asks, target: 'http://b.example/' }))).toMatchObject({
      code: 'insecure-form-target',
      asks,
    });
    expect(interstitialFor(near('http://192.168.1.1/', { asks }))).toBeUndefined();
  });

  it('does so whatever the target of the form', () => {
    expect(interstitialFor(near('http://forum.example/', { target: 'https://forum.example/' }))?.code).toBe(
      'insecure-password-field',
    );
  });

  it('holds it back if an HTTPS page would send it over HTTP, and names the target', () => {
    expect(interstitialFor(near('https://shop.example/', { target: 'http://pay.example/' }))).toEqual({
      code: 'insecure-form-target',
      host: 'shop.example',
      target: 'pay.example',
      canUpgrade: false,
      asks: 'password',
    });
  });

  it('holds it back in an HTTP frame', () => {
    expect(interstitialFor(near('https://shop.example/', { frame: 'http://pay.example/' }))?.code).toBe(
      'insecure-form-target',
    );
  });

  it.each(CERTIFICATE_CAUSES)('holds it back after an overridden certificate warning (%s)', (certificate) => {
    expect(interstitialFor({ ...near('https://bank.example/'), certificate })).toMatchObject({
      code: 'certificate-error',
      canUpgrade: false,
    });
  });

  it('holds it back with intercepted TLS, and names the root', () => {
    const opened = tlsInfo({ addedRoot: 'Corner Filters' });
    expect(interstitialFor({ ...near('https://bank.example/'), tlsInfo: opened })).toMatchObject({
      code: 'tls-interception',
      issuer: 'Corner Filters',
      canUpgrade: false,
    });
    expect(interstitialFor({ ...near('https://10.0.0.1/'), tlsInfo: opened })).toBeUndefined();
    expect(interstitialFor({ ...near('https://bank.example/'), tlsInfo: tlsInfo() })).toBeUndefined();
  });

  it('holds nothing back without interception', () => {
    expect(interstitialFor({ ...near('https://bank.example/'), certificate: 'old-tls' })).toBeUndefined();
  });

  it('continues with the next cause after a consent', () => {
    const secret = { ...near('https://a.example/', { target: 'http://b.example/' }) };
    const opened = { ...secret, tlsInfo: tlsInfo({ addedRoot: 'Corner Filters' }) };
    expect(interstitialFor(opened, ['tls-interception'])?.code).toBe('insecure-form-target');
    const answered = (target: string) => ['tls-interception', `insecure-form-target a.example ${target}`];
    expect(interstitialFor(opened, answered('b.example'))).toBeUndefined();
    expect(interstitialFor(opened, answered('c.example'))?.code).toBe('insecure-form-target');
  });

  it.each([
    ['http://192.168.1.1.evil.example/'],
    ['http://localhost.evil.example/'],
    ['http://onion.example/'],
  ])('is not fooled by %s', (url) => {
    expect(interstitialFor(near(url))).toBeDefined();
    expect(interstitialFor(near('https://shop.example/', { target: url }))).toBeDefined();
  });
});

describe('consentKey', () => {
  it('covers one cause on one host and no other', () => {
    const keys = [
      consentKey({ code: 'insecure-password-field', host: 'a.example' }),
      consentKey({ code: 'insecure-password-field', host: 'b.example' }),
      consentKey({ code: 'certificate-error', host: 'a.example' }),
    ];
    expect(new Set(keys).size).toBe(3);
    const lines = ['a.example', 'b.example'].map((host) => consentKey({ code: 'tls-interception', host }));
    expect(new Set(lines).size, 'who opens one line opens them all').toBe(1);
    expect(consentKey({ code: 'certificate-error', host: 'a.example' })).toBe(keys[2]);
  });
});
