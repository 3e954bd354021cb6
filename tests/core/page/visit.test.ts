import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateError } from '#core/page/detectors/certificate-error.ts';
import { MAX_FORMS, MAX_THIRD_PARTIES, type Observation, observe, type Visit } from '#core/page/visit.ts';
import { address, form, scan, thirdParty, tlsInfo, visit } from '../../builders.ts';

const committed = (url: string): Observation => ({ kind: 'committed', page: address(url) });
const refused = (url: string): Observation => ({ kind: 'refused', page: address(url), cause: 'untrusted' });
const scanned = (over = {}, isWhole = true): Observation => ({ kind: 'scanned', scan: scan(over), isWhole });
const called = (...hosts: string[]): Observation => ({ kind: 'third-parties', hosts: hosts.map(thirdParty) });

function tabAfter(...observations: Observation[]): Visit | undefined {
  return observations.reduce<Visit | undefined>((known, next) => observe(known, next), undefined);
}

describe('observe', () => {
  it.each([
    ['a look', scanned({ forms: [form('https://site.example/')] })],
    ['a list of hosts', called('ads.zeta.example')],
  ])('creates no visit for a tab that only sent %s: unknown never becomes clear', (_, observation) => {
    expect(tabAfter(observation)).toBeUndefined();
  });

  it('adds TLS info to its own page only', () => {
    const told = (host: string): Observation => ({ kind: 'tls-info', host, tlsInfo: tlsInfo() });
    const lineOf = (url: string, host: string) => tabAfter(committed(url), told(host))?.tlsInfo;
    expect(lineOf('https://site.example/', 'site.example')).toEqual(tlsInfo());
    expect(lineOf('https://site.example/', 'other.example')).toBeUndefined();
    expect(lineOf('http://site.example/', 'site.example')).toBeUndefined();
    expect(tabAfter(told('site.example'))).toBeUndefined();
  });

  it('starts with a navigation, unscanned', () => {
    expect(tabAfter(committed('https://site.example/'))).toEqual(
      visit('https://site.example/', { isScanned: false }),
    );
  });

  it('is not scanned after hosts only', () => {
    expect(tabAfter(committed('https://site.example/'), called('ads.zeta.example'))?.isScanned).toBe(false);
  });

  it('is scanned after a scan', () => {
    expect(tabAfter(committed('https://site.example/'), scanned())?.isScanned).toBe(true);
  });

  it('starts anew with the next navigation', () => {
    const known = tabAfter(
      committed('https://one.example/'),
      scanned({ forms: [form('https://one.example/')], mixedActive: 1, mixedPassive: 2 }),
      called('ads.zeta.example'),
      committed('https://two.example/'),
    );
    expect(known).toEqual(visit('https://two.example/', { isScanned: false }));
  });

  it('starts anew with a reload', () => {
    const page = 'https://one.example/';
    expect(tabAfter(committed(page), scanned({ mixedActive: 1 }), committed(page))).toEqual(
      visit(page, { isScanned: false }),
    );
  });

  it('does not mutate its input', () => {
    const before = Object.freeze(visit('https://site.example/', { forms: Object.freeze([]) as never }));
    expect(() => observe(before, scanned({ forms: [form('https://site.example/')] }))).not.toThrow();
    expect(before.forms).toEqual([]);
  });
});

describe('observe: a refused certificate', () => {
  it('counts as scanned: the browser’s page is all there is', () => {
    expect(tabAfter(refused('https://site.example/'))).toEqual(
      visit('https://site.example/', { certificate: 'untrusted' }),
    );
  });

  it('stays when the person overrides the warning', () => {
    const known = tabAfter(refused('https://site.example/in'), committed('https://site.example/in'));
    expect(known).toMatchObject({ certificate: 'untrusted' });
  });

  it('stays on the site’s next page', () => {
    const known = tabAfter(
      refused('https://site.example/'),
      committed('https://site.example/'),
      committed('https://site.example/next'),
    );
    expect(known && certificateError(known)).toHaveLength(1);
  });

  it.each([
    ['another host', 'https://other.example/'],
    ['another host of the same site', 'https://www.site.example/'],
    ['the same host without protection', 'http://site.example/'],
  ])('is over at %s', (_, url) => {
    expect(tabAfter(refused('https://site.example/'), committed(url))?.certificate).toBeUndefined();
  });

  it('is over after a visit elsewhere', () => {
    const known = tabAfter(
      refused('https://site.example/'),
      committed('https://other.example/'),
      committed('https://site.example/'),
    );
    expect(known?.certificate).toBeUndefined();
  });
});

describe('observe: scans', () => {
  const page = committed('https://site.example/');

  it('adds up frames', () => {
    const known = tabAfter(
      page,
      scanned({ forms: [form('https://site.example/a')], mixedActive: 1, mixedPassive: 2 }, false),
      scanned({ forms: [form('https://frame.example/b')], mixedActive: 3, mixedPassive: 4 }, false),
    );
    expect(known).toMatchObject({ mixedActive: 4, mixedPassive: 6 });
    expect(known?.forms.map(({ target }) => target.host)).toEqual(['site.example', 'frame.example']);
  });

  it('replaces earlier results with a scan of all frames', () => {
    const known = tabAfter(
      page,
      scanned({ forms: [form('https://site.example/a')], mixedActive: 9, mixedPassive: 9 }, false),
      scanned({ forms: [form('https://site.example/b', 'text')], mixedActive: 1, mixedPassive: 0 }),
    );
    expect(known).toMatchObject({ mixedActive: 1, mixedPassive: 0 });
    expect(known?.forms).toEqual([form('https://site.example/b', 'text')]);
  });

  it('keeps equal forms once', () => {
    const same = { forms: [form('https://site.example/a'), form('https://site.example/a')] };
    expect(tabAfter(page, scanned(same, false), scanned(same, false))?.forms).toHaveLength(1);
  });

  it('distinguishes forms that ask for different things', () => {
    const forms = [form('https://site.example/'), form('https://site.example/', 'text')];
    expect(tabAfter(page, scanned({ forms }))?.forms).toHaveLength(2);
  });

  it('returns the same visit for another equal frame', () => {
    const frame = scanned({ forms: [form('https://site.example/')] }, false);
    const known = tabAfter(page, frame);
    expect(observe(known, frame)).toBe(known);
    expect(observe(known, scanned({ forms: [form('https://other.example/')] }, false))).not.toBe(known);
  });

  it('limits the number of forms', () => {
    const forms = Array.from({ length: 10_000 }, (_, index) => form(`https://t${index}.example/`));
    expect(tabAfter(page, scanned({ forms }))?.forms).toHaveLength(MAX_FORMS);
    expect(tabAfter(page, scanned({ forms }, false), scanned({ forms }, false))?.forms).toHaveLength(
      MAX_FORMS,
    );
  });
});

describe('observe: third parties', () => {
  const page = committed('https://www.site.example/');

  it('excludes hosts of the page’s own site', () => {
    const known = tabAfter(page, called('cdn.site.example', 'ads.zeta.example', 'site.example'));
    expect(known?.thirdParties.map(({ host }) => host)).toEqual(['ads.zeta.example']);
  });

  it('includes look-alikes of the page’s own site', () => {
    expect(tabAfter(page, called('site.example.evil.example', 'notsite.example'))?.thirdParties).toHaveLength(
      2,
    );
  });

  it('keeps each host once, in order of appearance', () => {
    const known = tabAfter(page, called('b.example', 'a.example'), called('a.example', 'c.example'));
    expect(known?.thirdParties.map(({ host }) => host)).toEqual(['b.example', 'a.example', 'c.example']);
  });

  it('keeps the first ones up to a limit', () => {
    const hosts = Array.from({ length: MAX_THIRD_PARTIES + 50 }, (_, index) => `t${index}.example`);
    const known = tabAfter(page, called(...hosts), called('late.example'));
    expect(known?.thirdParties).toHaveLength(MAX_THIRD_PARTIES);
    expect(known?.thirdParties[0]?.host).toBe('t0.example');
  });
});

describe('observe, in any order', () => {
  const urls = fc.constantFrom('https://a.example/', 'http://a.example/', 'https://b.example/');
  const observations = fc.oneof(
    urls.map(committed),
    urls.map(refused),
    fc
      .record({ target: urls, isWhole: fc.boolean(), mixedActive: fc.nat(9) })
      .map(({ target, isWhole, mixedActive }) => scanned({ forms: [form(target)], mixedActive }, isWhole)),
    fc.array(fc.domain(), { maxLength: 5 }).map((hosts) => called(...hosts)),
  );

  it('never counts as scanned without a scan or a refusal', () => {
    fc.assert(
      fc.property(fc.array(observations, { maxLength: 12 }), (all) => {
        const known = tabAfter(...all);
        const start = all.findLastIndex(({ kind }) => kind === 'committed' || kind === 'refused');
        const wasLookedAt = start >= 0 && all.slice(start).some(({ kind }) => kind === 'scanned');
        expect(known === undefined).toBe(start < 0);
        expect(known?.isScanned ?? false).toBe(wasLookedAt || typeof known?.certificate === 'string');
        expect(known?.forms.length ?? 0).toBeLessThanOrEqual(MAX_FORMS);
        expect(known && { ...known, ...JSON.parse(JSON.stringify(known)) }).toEqual(known);
      }),
    );
  });
});
