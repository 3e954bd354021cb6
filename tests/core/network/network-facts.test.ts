import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Network } from '#core/network/address.ts';
import {
  hostFacts,
  isBeforeSignIn,
  isPortalRedirect,
  knowsEnough,
  learn,
  type NetworkFacts,
  NO_HOST_FACTS,
  NOTHING_LEARNT,
  readHsts,
  withHsts,
  withHttps,
  withPortal,
} from '#core/network/network-facts.ts';
import { address } from '../../builders.ts';

function answered(
  memory: NetworkFacts,
  url: string,
  over: { network?: Network; hsts?: string; status?: number } = {},
): NetworkFacts {
  const { network, hsts, status = 200 } = over;
  return learn(memory, { page: address(url), network, status, hsts });
}

const from = (...answers: readonly (readonly [string, Network])[]) =>
  answers.reduce((memory, [url, network]) => answered(memory, url, { network }), NOTHING_LEARNT);

describe('HSTS', () => {
  it.each([
    ['max-age=31536000', { isForAllBelow: false }],
    ['max-age="100"; includeSubDomains; preload', { isForAllBelow: true }],
    [' INCLUDESUBDOMAINS ; Max-Age = 5', { isForAllBelow: true }],
    ['max-age=0; includeSubDomains', undefined],
    ['includeSubDomains', undefined],
    ['max-age=-5', undefined],
    ['max-age', undefined],
    ['', undefined],
    [`${';'.repeat(100_000)}max-age=5`, undefined],
  ])('%s', (header, hsts) => {
    expect(readHsts(header)).toEqual(hsts);
  });

  it('is recorded, with subdomains if the header includes them', () => {
    const memory = answered(NOTHING_LEARNT, 'https://site.org/', { hsts: 'max-age=9; includeSubDomains' });
    expect(hostFacts(memory, address('http://site.org/')).hasHsts).toBe(true);
    expect(hostFacts(memory, address('http://mail.site.org/')).hasHsts).toBe(true);
    expect(hostFacts(memory, address('http://othersite.org/')).hasHsts).toBe(false);
    const alone = answered(NOTHING_LEARNT, 'https://site.org/', { hsts: 'max-age=9' });
    expect(hostFacts(alone, address('http://mail.site.org/')).hasHsts).toBe(false);
  });

  it('is ignored over HTTP, where anybody could send it (RFC 6797 §8.1)', () => {
    const memory = answered(NOTHING_LEARNT, 'http://site.org/', { hsts: 'max-age=9' });
    expect(memory.hstsHosts).toEqual({});
  });
});

describe('facts without a header', () => {
  it('record HSTS for this host only, and keep what a header said', () => {
    const told = withHsts(NOTHING_LEARNT, 'site.org', undefined);
    expect(hostFacts(told, address('http://site.org/')).hasHsts).toBe(true);
    expect(hostFacts(told, address('http://mail.site.org/')).hasHsts).toBe(false);
    const whole = withHsts(told, 'site.org', 'max-age=9; includeSubDomains');
    expect(hostFacts(whole, address('http://mail.site.org/')).hasHsts).toBe(true);
    expect(withHsts(whole, 'site.org', undefined)).toBe(whole);
  });

  it.each([404, 503])('do not count an error response as HTTPS: %s', (status) => {
    expect(answered(NOTHING_LEARNT, 'https://site.org/', { status }).httpsHosts).toEqual([]);
  });

  it('count an HTTPS page, and return the same object if it was known', () => {
    const memory = withHttps(NOTHING_LEARNT, address('https://site.org/'));
    expect(hostFacts(memory, address('http://site.org/')).hadHttps).toBe(true);
    expect(withHttps(memory, address('https://site.org/other'))).toBe(memory);
    expect(withHttps(NOTHING_LEARNT, address('http://site.org/'))).toBe(NOTHING_LEARNT);
  });
});

describe('enough addresses for a comparison', () => {
  const names = (count: number, network: Network) =>
    Array.from({ length: count }, (_, index) => [`https://n${index}.org/`, network] as const);

  it('are a few public ones', () => {
    expect(knowsEnough(NOTHING_LEARNT)).toBe(false);
    expect(knowsEnough(from(...names(4, 'public')))).toBe(false);
    expect(knowsEnough(from(...names(5, 'public')))).toBe(true);
  });

  it('are a dozen of any kind, since behind a proxy none is public', () => {
    expect(knowsEnough(from(...names(11, 'private')))).toBe(false);
    expect(knowsEnough(from(...names(12, 'private')))).toBe(true);
  });
});

describe('an odd DNS answer', () => {
  const others = [
    ['https://one.org/', 'public'],
    ['https://two.org/', 'public'],
  ] as const;

  it('is a private address for a public name, while others are public', () => {
    const memory = from(...others, ['http://bank.com/', 'private']);
    expect(hostFacts(memory, address('http://bank.com/')).answeredFrom).toBe('private');
  });

  it.each([
    ['one other name is not enough', [others[0], ['http://bank.com/', 'private']]],
    [
      'all names come from there, as behind a proxy',
      [
        ['https://one.org/', 'private'],
        ['https://two.org/', 'private'],
        ['http://bank.com/', 'private'],
      ],
    ],
    [
      'most names come from there',
      [
        ...others,
        ['https://three.org/', 'loopback'],
        ['https://four.org/', 'loopback'],
        ['http://bank.com/', 'loopback'],
      ],
    ],
    ['it is public', [...others, ['http://bank.com/', 'public']]],
    ['nobody told', [...others]],
  ] as const)('is not reported when %s', (_, answers) => {
    expect(hostFacts(from(...answers), address('http://bank.com/')).answeredFrom).toBeUndefined();
  });

  it.each(['http://router.lan/', 'http://192.168.1.1/', 'http://printer.werkstatt/', 'http://router/'])(
    'is none for %s, which is no public name',
    (url) => {
      const memory = from(...others, [url, 'private']);
      expect(hostFacts(memory, address(url)).answeredFrom).toBeUndefined();
    },
  );
});

describe('a captive portal', () => {
  it('is detected by an HTTP redirect into the local network', () => {
    const [asked, to] = [address('http://weather.net/'), address('http://login.cafe.lan/')];
    expect(isPortalRedirect(NOTHING_LEARNT, asked, to, undefined)).toBe(true);
    expect(isPortalRedirect(NOTHING_LEARNT, asked, address('http://10.0.0.1/in'), undefined)).toBe(true);
  });

  it('is detected by a redirect from a local address of a public name', () => {
    const [asked, to] = [address('http://weather.net/'), address('https://hotspot.com/')];
    expect(isPortalRedirect(NOTHING_LEARNT, asked, to, 'private')).toBe(true);
  });

  it.each([
    ['a public site that moved', 'http://weather.net/', 'https://weather.org/', 'public'],
    ['an HTTPS page that leads to a router', 'https://weather.net/', 'http://192.168.1.1/', undefined],
    ['a router that leads to itself', 'http://192.168.1.1/', 'http://router.lan/', undefined],
    ['a site that stays with itself', 'http://weather.net/', 'http://www.weather.net/', 'private'],
    ['everything through a proxy on this machine', 'http://weather.net/', 'https://weather.org/', 'loopback'],
  ] as const)('is not detected for %s', (_, asked, to, network) => {
    expect(isPortalRedirect(NOTHING_LEARNT, address(asked), address(to), network)).toBe(false);
  });

  describe('while every upgrade fails', () => {
    const asked = address('http://recipes.net/');
    const tried = { ...NOTHING_LEARNT, httpHosts: { 'recipes.net': 'refused' } } as const;
    const portal = address('https://hotspot.com/in');

    it('is detected by a redirect to another site', () => {
      expect(isPortalRedirect(tried, asked, portal, 'public')).toBe(true);
      expect(hostFacts(withPortal(tried, portal.host), portal).isPortal).toBe(true);
    });

    it.each([
      ['the HTTP address was not tried in vain', NOTHING_LEARNT],
      ['another page came protected', withHttps(tried, address('https://news.org/'))],
    ])('is not detected where %s', (_, memory) => {
      expect(isPortalRedirect(memory, asked, portal, 'public')).toBe(false);
    });

    it('is what appears where the person looked for it', () => {
      const looked = { ...tried, portal: { ...tried.portal, through: ['recipes.net'] } };
      expect(hostFacts(looked, asked).isPortal).toBe(true);
      expect(hostFacts(tried, asked).isPortal, 'a small site without an HTTPS address').toBe(false);
    });

    it('is what appears under a second name too', () => {
      const twice = { ...tried, httpHosts: { ...tried.httpHosts, 'poems.org': 'silent' } } as const;
      expect(hostFacts(twice, asked).isPortal).toBe(true);
      expect(hostFacts(withHttps(twice, address('https://news.org/')), asked).isPortal).toBe(false);
    });

    it('is over when something loads over HTTPS, and hosts opened on the way are upgraded again', () => {
      const looked = { ...tried, portal: { ...tried.portal, through: ['recipes.net'] } };
      const open = withHttps(looked, address('https://news.org/'));
      expect(open.httpHosts).toEqual({});
      expect(isBeforeSignIn(open)).toBe(false);
      const signingIn = withHttps(withPortal(looked, portal.host), portal);
      expect(signingIn.httpHosts, 'the sign-in page itself').toEqual(tried.httpHosts);
      expect(isBeforeSignIn(signingIn)).toBe(true);
    });
  });

  it('is detected by its status (RFC 6585)', () => {
    const memory = answered(NOTHING_LEARNT, 'http://weather.net/', { status: 511 });
    expect(hostFacts(memory, address('http://weather.net/')).isPortal).toBe(true);
    expect(hostFacts(memory, address('http://other.net/')).isPortal).toBe(false);
    expect(answered(NOTHING_LEARNT, 'http://weather.net/', { status: 503 })).toBe(NOTHING_LEARNT);
  });
});

it('says nothing about a page before anything was learnt', () => {
  expect(hostFacts(NOTHING_LEARNT, address('http://constructor/'))).toEqual(NO_HOST_FACTS);
});

it('stays bounded, whatever is answered', () => {
  let memory = NOTHING_LEARNT;
  for (let index = 0; index < 2000; index += 1) {
    memory = answered(memory, `https://h${index}.org/`, { network: 'public', hsts: 'max-age=9' });
    memory = answered(memory, `https://h${index}.org/`, { status: 511 });
  }
  expect(JSON.stringify(memory).length).toBeLessThan(40_000);
});

it('parses any HSTS header without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (header) => {
      readHsts(header);
    }),
  );
});
