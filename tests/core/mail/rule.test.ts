import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AT_REST,
  CATEGORIES,
  type Facts,
  INCIDENT_KINDS,
  LOGS,
  PAYMENTS,
  type Provider,
  SECOND_FACTORS,
  SERVICE_STATUSES,
} from '#core/mail/provider.ts';
import { isOld, judgeProvider, PROVIDER_VERDICTS } from '#core/mail/rule.ts';
import { documented, GOOD, general, host, provider } from './samples.ts';

const TODAY = '2026-11-24';
const judge = (one: Provider, context = {}) => judgeProvider(one, { today: TODAY, ...context });
const codes = (one: Provider, context = {}) => judge(one, context).reasons.map(({ code }) => code);
const limits = (one: Provider, context = {}) => judge(one, context).limits.map(({ code }) => code);

const incident = (kind: (typeof INCIDENT_KINDS)[number], year: number, source = 'paper') => ({
  kind,
  year,
  source,
  date: String(year),
});

describe('judgeProvider', () => {
  it('trusts a fully documented service, and says why', () => {
    expect(judge(GOOD)).toEqual({
      verdict: 'trusted',
      reasons: [
        { code: 'T3', source: 'paper', date: '2026-03', isOld: false },
        { code: 'T4', source: 'paper', date: '2026-03', isOld: false },
        { code: 'T7', source: 'guide', date: '2025-08', isOld: false },
      ],
      limits: [],
      missing: [],
      notTrusted: [],
    });
  });

  it.each([
    ['A1', provider({ status: 'closed', incidents: [incident('closed', 2024)] })],
    ['A2', provider({}, { atRest: documented('public-inbox') })],
    ['A3', provider({}, { stateControl: documented(true) })],
    ['A4', provider({}, { lawfulAccess: documented('standing') })],
    ['A5', provider({}, { censors: documented(true) })],
    ['A6', provider({}, { dangerousToUse: documented(true) })],
    ['A7', provider({}, { lawfulAccess: documented('duty') })],
  ])('says "avoid" for %s', (code, one) => {
    expect(judge(one)).toMatchObject({ verdict: 'avoid', reasons: [{ code }] });
  });

  it.each([
    ['A1', provider({ status: 'closed', incidents: [incident('closed', 2024, 'general')] })],
    ['A2', provider({}, { atRest: general('public-inbox') })],
    ['A3', provider({}, { stateControl: general(true) })],
    ['A4', provider({}, { lawfulAccess: general('standing') })],
    ['A4 of single orders', provider({}, { lawfulAccess: documented('case-by-case') })],
    ['A5', provider({}, { censors: documented(false) })],
    ['A6', provider({}, { dangerousToUse: general(true) })],
  ])('does not for undocumented facts, or what only resembles %s', (_, one) => {
    expect(judge(one).verdict).not.toBe('avoid');
  });

  it.each([
    ['C1', provider({}, { readsForAds: documented(true) })],
    ['C2', provider({ recommendedBy: [] }, { secondFactor: documented([]) })],
    ['C3', provider({ incidents: [incident('breach', 2019)] })],
    ['C3', provider({ incidents: [incident('insider', 2026)] })],
    ['C4', provider({ incidents: [incident('promise-broken', 2007)] })],
    ['C4', provider({ incidents: [incident('bulk-scan', 2015)] })],
    ['C5', provider({ incidents: [incident('person-identified', 2006)] })],
    ['C6', provider({}, { logs: documented('ip-6-months') })],
    ['C7', provider({}, { plainMailPrograms: documented('plain') })],
  ])('says "caution" for %s', (code, one) => {
    expect(judge(one)).toMatchObject({ verdict: 'caution', reasons: [{ code }] });
  });

  it.each([
    ['ads of which nobody wrote', provider({}, { readsForAds: general(true) })],
    ['no second factor, by hearsay', provider({ recommendedBy: [] }, { secondFactor: general([]) })],
    ['a break-in eight years ago', provider({ incidents: [incident('breach', 2018)] })],
    ['a break-in by hearsay', provider({ incidents: [incident('breach', 2026, 'general')] })],
    ['mail handed over on a judge’s order', provider({ incidents: [incident('content-handed-over', 2024)] })],
    ['logs of some days', provider({}, { logs: documented('ip-days') })],
    ['mail programs that may', provider({}, { plainMailPrograms: documented('starttls') })],
    ['advertising', provider({}, { payment: documented('advertising') })],
    ['a person told of twenty-one years ago', provider({ incidents: [incident('person-identified', 2005)] })],
    ['a promise broken by hearsay', provider({ incidents: [incident('promise-broken', 2020, 'general')] })],
  ])('does not for %s', (_, one) => {
    expect(judge(one).verdict).not.toBe('caution');
  });

  it('excuses a missing second factor if mail is encrypted and a guide for people at risk recommends it', () => {
    const excused = provider({}, { secondFactor: documented([]) });
    expect(judge(excused)).toMatchObject({
      verdict: 'acceptable',
      limits: [{ code: 'C2x' }],
      notTrusted: ['T4'],
    });
    const old = [{ source: 'guide', date: '2017-12', isRecommended: true, guide: 'rights' as const }];
    expect(codes(provider({ recommendedBy: old }, { secondFactor: documented([]) }))).toEqual(['C2']);
    const last = [{ source: 'guide', date: '2018-01', isRecommended: true, guide: 'rights' as const }];
    expect(limits(provider({ recommendedBy: last }, { secondFactor: documented([]) }))).toContain('C2x');
    const other = [{ source: 'guide', date: '2026', isRecommended: true, guide: 'privacy' as const }];
    expect(codes(provider({ recommendedBy: other }, { secondFactor: documented([]) }))).toEqual(['C2']);
    expect(codes(provider({}, { secondFactor: documented([]), atRest: documented('provider-key') }))).toEqual(
      ['C2'],
    );
  });

  it.each([
    ['T1', provider({ status: 'unstable' }), 'unknown'],
    ['T2', provider({}, { operator: general('Good Ltd') }), 'acceptable'],
    ['T3', provider({}, { atRest: general('user-key') }), 'acceptable'],
    ['T4', provider({}, { secondFactorNeedsPhone: documented(true) }), 'acceptable'],
    ['T5', provider({ hosts: [host('mail.good.example', { isPreloaded: false })] }), 'unknown'],
    ['T6', provider({}, { payment: general('paid') }), 'acceptable'],
    ['T7', provider({ recommendedBy: [] }), 'acceptable'],
  ])('does not trust without %s', (code, one, verdict) => {
    const judged = judge(one);
    expect(judged.verdict).toBe(verdict);
    if (verdict === 'acceptable') expect(judged.notTrusted).toEqual([code]);
  });

  it.each([
    ['B1', provider({ status: 'unstable' })],
    ['B2', provider({}, { country: undefined })],
    ['B3', provider({}, { secondFactor: documented(['sms']) })],
    ['B3', provider({}, { secondFactor: general(['code']) })],
    ['B4', provider({ hosts: [host('mail.good.example', { isPreloaded: false })] })],
    ['B6', provider({ recommendedBy: [] }, { atRest: undefined, encryption: undefined, logs: undefined })],
  ])('says "unknown" without %s', (code, one) => {
    expect(judge(one)).toMatchObject({ verdict: 'unknown', reasons: [], missing: [code] });
  });

  it('lists the limits of acceptable services', () => {
    const noGuide = { recommendedBy: [] };
    expect(limits(provider(noGuide, { atRest: documented('provider-key') }))).toEqual(['provider-reads']);
    expect(limits(provider(noGuide, { atRest: documented('user-key-optional') }))).toEqual(['optional']);
    expect(limits(provider({ ...noGuide, category: 'alias' }))).toEqual(['alias']);
    expect(limits(provider({ ...noGuide, incidents: [incident('phishing', 2025)] }))).toEqual(['fake-pages']);
    expect(limits(provider(noGuide, { payment: general('advertising') }))).toEqual(['ads']);
  });

  it.each([
    ['data-handed-over', 'not-anonymous'],
    ['content-handed-over', 'copied-on-order'],
  ] as const)('lists what a service did to its users as a limit, also of a trusted one: %s', (kind, code) => {
    const trusted = provider({ incidents: [incident(kind, 2021), incident(kind, 2024)] });
    expect(judge(trusted)).toMatchObject({ verdict: 'trusted', limits: [{ code }] });
    expect(limits(provider({ incidents: [incident(kind, 2005)] }))).toEqual([]);
    expect(limits(provider({ incidents: [incident(kind, 2024, 'general')] }))).toEqual([]);
  });

  it('lowers trust not confirmed in 24 months', () => {
    const aged = provider({}, { atRest: documented('user-key', '2024-09') });
    expect(judge(aged)).toMatchObject({
      verdict: 'acceptable',
      limits: [{ code: 'old-facts', source: 'paper', date: '2024-09', isOld: true }],
    });
    expect(judgeProvider(aged, { today: '2026-09-30' }).verdict).toBe('trusted');
    const oldAdvice = [{ source: 'guide', date: '2020', isRecommended: true, guide: 'rights' as const }];
    expect(judge(provider({ recommendedBy: oldAdvice })).verdict).toBe('acceptable');
    expect(judge(provider({ recommendedBy: [...oldAdvice, ...GOOD.recommendedBy] })).verdict).toBe('trusted');
  });
});

describe('the current situation', () => {
  const page = { isProtected: true, hasCertificateError: false, sendsElsewhere: false, isLookAlike: false };

  it('changes nothing on a page in order', () => {
    expect(judge(GOOD, { page })).toEqual(judge(GOOD));
  });

  it.each([
    ['O1', 'not protected', { isProtected: false }],
    ['O1', 'without a good proof of its name', { hasCertificateError: true }],
    ['O1', 'that sends elsewhere', { sendsElsewhere: true }],
    ['O2', 'that only looks like one', { isLookAlike: true }],
  ])('says "avoid" for %s on a page %s', (code, _, over) => {
    expect(judge(GOOD, { page: { ...page, ...over } })).toMatchObject({
      verdict: 'avoid',
      reasons: [{ code }, {}, {}, {}],
    });
  });

  it('avoids a service in the feared jurisdiction, unless mail is encrypted', () => {
    expect(judge(GOOD, { fearedCountry: 'CH' })).toMatchObject({
      verdict: 'acceptable',
      limits: [{ code: 'under-law' }],
    });
    const readable = provider({ recommendedBy: [] }, { atRest: documented('provider-key') });
    expect(judge(readable, { fearedCountry: 'CH' })).toMatchObject({
      verdict: 'avoid',
      reasons: [{ code: 'O3' }, {}, {}],
    });
    expect(judge(readable, { fearedCountry: 'DE' })).toEqual(judge(readable));
  });

  it('accepts a host that sends HSTS instead of being preloaded', () => {
    const unlisted = provider({ hosts: [host('mail.good.example', { isPreloaded: false })] });
    expect(judge(unlisted, { page: { ...page, hstsSeconds: 31_536_000 } })).toMatchObject({
      verdict: 'acceptable',
      reasons: [{ code: 'B3' }, { code: 'O5' }],
    });
    expect(judge(unlisted, { page: { ...page, hstsSeconds: 31_535_999 } }).verdict).toBe('unknown');
    const plain = { ...page, isProtected: false, hstsSeconds: 31_536_000 };
    expect(judge(unlisted, { page: plain }).verdict).toBe('avoid');
  });

  it('follows the organization’s choice, except for "avoid"', () => {
    const unknown = provider({ isGroups: true, facts: {}, hosts: [], recommendedBy: [] });
    expect(judge(unknown)).toMatchObject({ verdict: 'trusted', reasons: [{ code: 'G1' }] });
    const careful = provider({ isGroups: true }, { readsForAds: documented(true) });
    expect(judge(careful)).toMatchObject({ verdict: 'trusted', limits: [{ code: 'table-disagrees' }] });
    expect(judge(provider({ isGroups: true }, { stateControl: documented(true) })).verdict).toBe('avoid');
  });
});

describe('isOld', () => {
  it.each([
    ['2024-11-24', false],
    ['2024-11', false],
    ['2024-10', true],
    ['2024', false],
    ['2023', true],
    ['2027', false],
  ])('of %s is %s', (date, expected) => {
    expect(isOld(date, '2026-11-24')).toBe(expected);
  });
});

const fact = <Value>(value: fc.Arbitrary<Value>) =>
  fc.option(
    fc.record({
      value,
      source: fc.constantFrom('general', 'paper', 'guide'),
      date: fc.constantFrom('2005', '2019-02', '2024-11-23', '2026-08'),
    }),
    { nil: undefined },
  );

const facts = fc
  .record({
    country: fact(fc.constantFrom('CH', 'RU', 'US')),
    operator: fact(fc.constant('Somebody')),
    payment: fact(fc.constantFrom(...PAYMENTS)),
    readsForAds: fact(fc.boolean()),
    stateControl: fact(fc.boolean()),
    lawfulAccess: fact(fc.constantFrom('standing' as const, 'case-by-case' as const)),
    censors: fact(fc.boolean()),
    dangerousToUse: fact(fc.boolean()),
    atRest: fact(fc.constantFrom(...AT_REST)),
    secondFactor: fact(fc.subarray([...SECOND_FACTORS])),
    secondFactorNeedsPhone: fact(fc.boolean()),
    tlsBetween: fact(fc.constantFrom('enforced' as const, 'tried' as const)),
    logs: fact(fc.constantFrom(...LOGS)),
    plainMailPrograms: fact(fc.constantFrom('plain' as const, 'starttls' as const)),
  })
  .map(
    (all) =>
      Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as unknown as Facts,
  );

const anyProvider: fc.Arbitrary<Provider> = fc.record({
  id: fc.constant('any'),
  name: fc.constant('Any'),
  category: fc.constantFrom(...CATEGORIES),
  status: fc.constantFrom(...SERVICE_STATUSES),
  domains: fc.constant([]),
  blockedIn: fc.constant([]),
  hosts: fc.array(
    fc.boolean().map((isPreloaded) => host('mail.any.example', { isPreloaded })),
    { maxLength: 2 },
  ),
  facts,
  incidents: fc.array(
    fc.record({
      kind: fc.constantFrom(...INCIDENT_KINDS),
      year: fc.integer({ min: 2000, max: 2026 }),
      source: fc.constantFrom('general', 'paper'),
      date: fc.constant('2020'),
    }),
    { maxLength: 3 },
  ),
  recommendedBy: fc.array(
    fc.record({
      source: fc.constantFrom('guide'),
      date: fc.constantFrom('2010', '2019', '2026-03'),
      isRecommended: fc.boolean(),
      guide: fc.constantFrom('rights' as const, 'privacy' as const, undefined),
    }),
    { maxLength: 2 },
  ),
  reviewed: fc.constant('2026-11-21'),
});

const anyPage = fc.record({
  isProtected: fc.boolean(),
  hasCertificateError: fc.boolean(),
  sendsElsewhere: fc.boolean(),
  isLookAlike: fc.boolean(),
  hstsSeconds: fc.option(fc.integer(), { nil: undefined }),
});

describe('for any facts', () => {
  it('a verdict has reasons, and reasons are documented', () => {
    fc.assert(
      fc.property(anyProvider, (one) => {
        const { verdict, reasons, missing, notTrusted } = judge(one);
        expect(PROVIDER_VERDICTS).toContain(verdict);
        expect(
          reasons.every(({ source, date }) => source !== undefined && source !== 'general' && date !== ''),
        ).toBe(true);
        if (verdict === 'avoid') expect(reasons.every(({ code }) => code.startsWith('A'))).toBe(true);
        if (verdict === 'caution') expect(reasons.every(({ code }) => code.startsWith('C'))).toBe(true);
        expect(reasons.length > 0).toBe(verdict !== 'unknown');
        expect(missing.length > 0).toBe(verdict === 'unknown');
        if (verdict === 'trusted') expect(notTrusted).toEqual([]);
      }),
    );
  });

  it('general knowledge leads neither to a worse verdict than "unknown" nor to "trusted"', () => {
    fc.assert(
      fc.property(anyProvider, (one) => {
        const hearsay = (all: readonly { source: string }[]) =>
          all.map((told) => ({ ...told, source: 'general' }));
        const known = Object.fromEntries(
          Object.entries(one.facts).map(([name, told]) => [name, { ...told, source: 'general' }]),
        );
        const rumoured = {
          ...one,
          facts: known as Facts,
          incidents: hearsay(one.incidents) as unknown as typeof one.incidents,
        };
        expect(['unknown', 'acceptable']).toContain(judge(rumoured).verdict);
      }),
    );
  });

  it('a bad page never improves the verdict, and results are deterministic', () => {
    fc.assert(
      fc.property(
        anyProvider,
        anyPage,
        fc.constantFrom('CH', 'RU', undefined),
        (one, page, fearedCountry) => {
          const judged = judge(one, { page, fearedCountry });
          expect(judge(one, { page, fearedCountry })).toEqual(judged);
          const isBad =
            !page.isProtected || page.hasCertificateError || page.sendsElsewhere || page.isLookAlike;
          if (isBad) expect(judged.verdict).toBe('avoid');
          if (judge(one).verdict === 'avoid') expect(judged.verdict).toBe('avoid');
        },
      ),
    );
  });
});
