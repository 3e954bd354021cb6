import {
  type Fact,
  type Incident,
  type IncidentKind,
  isDocumented,
  type Provider,
  type Recommendation,
} from './provider.ts';

export const PROVIDER_VERDICTS = ['trusted', 'acceptable', 'unknown', 'caution', 'avoid'] as const;
export type ProviderVerdict = (typeof PROVIDER_VERDICTS)[number];

/** Codes of the rule in docs/data.md. `G1`: the person's organization chose it. O1, O2, O3: the current situation. */
export const REASON_CODES = [
  ...(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const),
  ...(['B3', 'B4', 'T3', 'T4', 'T7', 'G1', 'O1', 'O2', 'O3', 'O5'] as const),
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/**
 * Limits of a service without a warning.
 *
 * - `not-anonymous`: it told authorities who a user was.
 * - `copied-on-order`: it handed over mail, or copied new mail, on an order.
 * - `C2x`: no second factor.
 * - `ads`: funded by advertising.
 * - `alias`: only forwards mail.
 * - `fake-pages`: its users are phished.
 * - `optional`: stored mail is encrypted only if the user enables it.
 * - `provider-reads`: the service can decrypt stored mail.
 * - `old-facts`: not confirmed in the last 24 months.
 * - `under-law`: in the jurisdiction the person fears, but stored mail is encrypted.
 * - `table-disagrees`: chosen by the organization, but rated lower by the table.
 */
export const LIMIT_CODES = [
  ...(['C2x', 'ads', 'alias', 'fake-pages', 'optional', 'provider-reads', 'old-facts', 'under-law'] as const),
  ...(['not-anonymous', 'copied-on-order', 'table-disagrees'] as const),
] as const;
export type LimitCode = (typeof LIMIT_CODES)[number];

/** Conditions that the next better verdict lacks; defined in docs/data.md. */
export type MissingCode = 'B1' | 'B2' | 'B3' | 'B4' | 'B6';
export type NotTrustedCode = 'T1' | 'T2' | 'T3' | 'T4' | 'T5' | 'T6' | 'T7';

export interface Reason<Code = ReasonCode> {
  readonly code: Code;
  /** `undefined`: observed now, or not documented. */
  readonly source: string | undefined;
  readonly date: string | undefined;
  /** The source is older than 24 months, so its date is shown. */
  readonly isOld: boolean;
}

export interface ProviderJudgement {
  readonly verdict: ProviderVerdict;
  readonly reasons: readonly Reason[];
  readonly limits: readonly Reason<LimitCode>[];
  /** For `unknown`: conditions without documentation. */
  readonly missing: readonly MissingCode[];
  /** For `acceptable`: conditions missing for `trusted`. */
  readonly notTrusted: readonly NotTrustedCode[];
}

/** The situation at the time of the question. */
export interface JudgeContext {
  /** `2026-11-24` */
  readonly today: string;
  /** Country whose authorities the person fears; ISO 3166 code. Never stored. */
  readonly fearedCountry?: string | undefined;
  /** The open page of this service. */
  readonly page?: PageState | undefined;
}

export interface PageState {
  /** Loaded over HTTPS. */
  readonly isProtected: boolean;
  readonly hasCertificateError: boolean;
  /** A password form submits to another owner's site. */
  readonly sendsElsewhere: boolean;
  /** The host imitates one of the service's. */
  readonly isLookAlike: boolean;
  /** `max-age` of its HSTS header. */
  readonly hstsSeconds?: number | undefined;
}

/** Years after which a recommendation no longer counts. */
const GUIDE_YEARS = 8;
const OLD_MONTHS = 24;
const ONE_YEAR_SECONDS = 31_536_000;

/**
 * What an incident leads to, and for how many calendar years after it. Of those that are missing here nothing follows.
 * What a company did to its users says more, and for longer, than what was done to it.
 */
const CONSEQUENCES: {
  readonly [Kind in IncidentKind]?: readonly [code: ReasonCode | LimitCode, years: number];
} = {
  breach: ['C3', 7],
  insider: ['C3', 7],
  'data-loss': ['C3', 7],
  'promise-broken': ['C4', 20],
  'bulk-scan': ['C4', 20],
  'person-identified': ['C5', 20],
  'data-handed-over': ['not-anonymous', 20],
  'content-handed-over': ['copied-on-order', 20],
};
/** Without `own-app`, which is often bound to a phone number. */
const OWN_FACTORS: ReadonlySet<string> = new Set(['code', 'key', 'own-device']);

interface Parts {
  readonly provider: Provider;
  readonly today: string;
  readonly isHeldBySameHost: boolean;
}

/**
 * Computes the verdict on a service: the first level whose conditions are documented, adjusted by the current
 * situation.
 *
 * Only documented facts lead to `avoid`, `caution` and `trusted`; general knowledge can keep a service at
 * `unknown`. Pure and total: the same facts on the same day give the same verdict.
 */
export function judgeProvider(provider: Provider, context: JudgeContext): ProviderJudgement {
  const parts = { provider, today: context.today, isHeldBySameHost: servedHsts(context.page) };
  const byTable = judgeByTable(parts);
  const byGroup = provider.isGroups ? withGroup(byTable) : byTable;
  const feared = withFear(byGroup, provider, context);
  return withPage(feared, context.page);
}

function judgeByTable(parts: Parts): ProviderJudgement {
  const avoid = avoidReasons(parts);
  if (avoid.length > 0) return judgement('avoid', avoid);
  const { reasons: caution, isExcused } = cautionReasons(parts);
  if (caution.length > 0) return judgement('caution', caution);
  const limits = limitsOf(parts, isExcused);
  const notTrusted = missingForTrusted(parts);
  const trusting = trustReasons(parts);
  if (notTrusted.length === 0) {
    const isOld = trusting.some((reason) => reason.isOld);
    if (!isOld) return { ...judgement('trusted', trusting), limits };
    const old = limit('old-facts', oldest(trusting), parts);
    return { ...judgement('acceptable', acceptReasons(parts)), limits: [...limits, old] };
  }
  const missing = missingForAcceptable(parts, isExcused);
  if (missing.length > 0) return { ...judgement('unknown', []), limits, missing };
  return { ...judgement('acceptable', acceptReasons(parts)), limits, notTrusted };
}

function judgement(verdict: ProviderVerdict, reasons: readonly Reason[]): ProviderJudgement {
  return { verdict, reasons, limits: [], missing: [], notTrusted: [] };
}

function avoidReasons(parts: Parts): readonly Reason[] {
  const { status, facts, incidents } = parts.provider;
  const closed = incidents.find((incident) => incident.kind === 'closed' && isDocumented(incident));
  return [
    ...(status === 'closed' && closed ? [reason('A1', closed, parts)] : []),
    ...whereIs('A2', facts.atRest, (value) => value === 'public-inbox', parts),
    ...whereIs('A3', facts.stateControl, Boolean, parts),
    ...whereIs('A4', facts.lawfulAccess, (value) => value === 'standing', parts),
    ...whereIs('A5', facts.censors, Boolean, parts),
    ...whereIs('A6', facts.dangerousToUse, Boolean, parts),
    ...whereIs('A7', facts.lawfulAccess, (value) => value === 'duty', parts),
  ];
}

function cautionReasons(parts: Parts): { reasons: readonly Reason[]; isExcused: boolean } {
  const { facts } = parts.provider;
  const hasNone = whereIs('C2', facts.secondFactor, (value) => value.length === 0, parts);
  const isExcused = hasNone.length > 0 && isLocked(parts) && isAdvised(parts, 'rights');
  return {
    isExcused,
    reasons: [
      ...whereIs('C1', facts.readsForAds, Boolean, parts),
      ...(isExcused ? [] : hasNone),
      ...(['C3', 'C4', 'C5'] as const).flatMap((code) => newest(incidentsFor(code, parts), code, parts)),
      ...whereIs('C6', facts.logs, (value) => value === 'ip-6-months', parts),
      ...whereIs('C7', facts.plainMailPrograms, (value) => value === 'plain', parts),
    ],
  };
}

/** Documented incidents of the last years that lead to this. */
function incidentsFor(code: ReasonCode | LimitCode, { provider, today }: Parts): readonly Incident[] {
  return provider.incidents.filter((incident) => {
    const [consequence, years = 0] = CONSEQUENCES[incident.kind] ?? [];
    return consequence === code && isDocumented(incident) && yearOf(today) - incident.year <= years;
  });
}

function missingForTrusted(parts: Parts): readonly NotTrustedCode[] {
  const { facts, status, hosts } = parts.provider;
  const { country, operator, secondFactor, secondFactorNeedsPhone, payment } = facts;
  const hasOwnFactor = isSaid(secondFactor, (value) => value.some((one) => OWN_FACTORS.has(one)));
  const needsPhone = secondFactorNeedsPhone?.value === true;
  const isPaid = isSaid(payment, (value) => ['paid', 'freemium', 'donations'].includes(value));
  return [
    ...when('T1', status !== 'active'),
    ...when('T2', !isSaid(country, Boolean) || !isSaid(operator, Boolean)),
    ...when('T3', !isLocked(parts)),
    ...when('T4', !hasOwnFactor || needsPhone),
    ...when('T5', !hosts.some(({ isPreloaded }) => isPreloaded)),
    ...when('T6', !isPaid),
    ...when('T7', !isAdvised(parts)),
  ];
}

function trustReasons(parts: Parts): readonly Reason[] {
  const { atRest, secondFactor } = parts.provider.facts;
  const advice = guidesOf(parts).toSorted((a, b) => b.date.localeCompare(a.date))[0];
  return [
    ...(atRest ? [reason('T3', atRest, parts)] : []),
    ...(secondFactor ? [reason('T4', secondFactor, parts)] : []),
    ...(advice ? [reason('T7', advice, parts)] : []),
  ];
}

function missingForAcceptable(parts: Parts, isExcused: boolean): readonly MissingCode[] {
  const { facts, status, hosts, recommendedBy } = parts.provider;
  const { secondFactor, atRest, encryption, lawfulAccess, logs, transparencyReport } = facts;
  const hasOwnFactor = isSaid(secondFactor, (value) => value.some((one) => OWN_FACTORS.has(one)));
  const isHeld = hosts.some(({ isPreloaded }) => isPreloaded) || parts.isHeldBySameHost;
  const onReaders = [atRest, encryption, lawfulAccess, logs, transparencyReport];
  const isKnown =
    onReaders.some((fact) => fact && isDocumented(fact)) || recommendedBy.some(({ guide }) => guide);
  return [
    ...when('B1', status !== 'active'),
    ...when('B2', !facts.country),
    ...when('B3', !hasOwnFactor && !isExcused),
    ...when('B4', !isHeld),
    ...when('B6', !isKnown),
  ];
}

function acceptReasons(parts: Parts): readonly Reason[] {
  const { facts, hosts } = parts.provider;
  const factor = whereIs(
    'B3',
    facts.secondFactor,
    (value) => value.some((one) => OWN_FACTORS.has(one)),
    parts,
  );
  const isPreloaded = hosts.some((host) => host.isPreloaded);
  return [...factor, isPreloaded ? reason('B4', PRELOAD_LIST, parts) : SEEN_HELD];
}

/** The HSTS preload list, as of the day it was compared. */
const PRELOAD_LIST = { source: 'hsts', date: '2026-06-01' };
const SEEN_HELD: Reason = { code: 'O5', source: undefined, date: undefined, isOld: false };

function limitsOf(parts: Parts, isExcused: boolean): readonly Reason<LimitCode>[] {
  const { provider } = parts;
  const { atRest, secondFactor, payment } = provider.facts;
  const hunted = provider.incidents.find(({ kind }) => kind === 'phishing');
  return [
    ...(isExcused ? [limit('C2x', secondFactor, parts)] : []),
    ...(['not-anonymous', 'copied-on-order'] as const).flatMap((code) => {
      const [last] = incidentsFor(code, parts).toSorted((a, b) => b.date.localeCompare(a.date));
      return last ? [limit(code, last, parts)] : [];
    }),
    ...(payment?.value === 'advertising' ? [limit('ads', payment, parts)] : []),
    ...(provider.category === 'alias' ? [limit('alias', undefined, parts)] : []),
    ...(hunted ? [limit('fake-pages', hunted, parts)] : []),
    ...(atRest?.value === 'user-key-optional' ? [limit('optional', atRest, parts)] : []),
    ...(atRest?.value === 'provider-key' || atRest?.value === 'disk-encryption'
      ? [limit('provider-reads', atRest, parts)]
      : []),
  ];
}

/** The organization's choice overrides the table, except for `avoid`. */
function withGroup(table: ProviderJudgement): ProviderJudgement {
  if (table.verdict === 'avoid') return table;
  const chosen: Reason = { code: 'G1', source: undefined, date: undefined, isOld: false };
  const disagrees: Reason<LimitCode> = {
    code: 'table-disagrees',
    source: undefined,
    date: undefined,
    isOld: false,
  };
  return {
    ...table,
    verdict: 'trusted',
    reasons: [chosen, ...table.reasons],
    limits: table.verdict === 'caution' ? [...table.limits, disagrees] : table.limits,
  };
}

function withFear(
  judged: ProviderJudgement,
  { facts }: Provider,
  { fearedCountry, today }: JudgeContext,
): ProviderJudgement {
  const { country, atRest } = facts;
  if (!country || fearedCountry === undefined || country.value !== fearedCountry) return judged;
  const because: Reason = { ...reason('O3', country, { today }), code: 'O3' };
  if (isSaid(atRest, (value) => value === 'user-key')) {
    if (judged.verdict !== 'trusted') return judged;
    const under: Reason<LimitCode> = { ...because, code: 'under-law' };
    return { ...judged, verdict: 'acceptable', limits: [...judged.limits, under] };
  }
  return { ...judged, verdict: 'avoid', reasons: [because, ...judged.reasons] };
}

function withPage(judged: ProviderJudgement, page: PageState | undefined): ProviderJudgement {
  if (!page) return judged;
  const now = (code: 'O1' | 'O2'): Reason => ({ code, source: undefined, date: undefined, isOld: false });
  const seen = [
    ...(page.isLookAlike ? [now('O2')] : []),
    ...(!page.isProtected || page.hasCertificateError || page.sendsElsewhere ? [now('O1')] : []),
  ];
  return seen.length === 0 ? judged : { ...judged, verdict: 'avoid', reasons: [...seen, ...judged.reasons] };
}

function servedHsts(page: PageState | undefined): boolean {
  return page?.isProtected === true && (page.hstsSeconds ?? 0) >= ONE_YEAR_SECONDS;
}

function isLocked({ provider: { facts } }: Parts): boolean {
  return isSaid(facts.atRest, (value) => value === 'user-key');
}

function guidesOf({ provider, today }: Parts, kind?: Recommendation['guide']): readonly Recommendation[] {
  return provider.recommendedBy.filter(
    ({ isRecommended, guide, date }) =>
      isRecommended &&
      guide !== undefined &&
      (kind === undefined || guide === kind) &&
      yearOf(today) - yearOf(date) <= GUIDE_YEARS,
  );
}

function isAdvised(parts: Parts, kind?: Recommendation['guide']): boolean {
  return guidesOf(parts, kind).length > 0;
}

interface Told {
  readonly source: string;
  readonly date: string;
}

function isSaid<Value>(fact: Fact<Value> | undefined, is: (value: Value) => boolean): boolean {
  return fact !== undefined && isDocumented(fact) && is(fact.value);
}

function whereIs<Value>(
  code: ReasonCode,
  fact: Fact<Value> | undefined,
  is: (value: Value) => boolean,
  parts: Parts,
): readonly Reason[] {
  return fact && isSaid(fact, is) ? [reason(code, fact, parts)] : [];
}

/** One reason per code: the newest. */
function newest(told: readonly Told[], code: ReasonCode, parts: Parts): readonly Reason[] {
  const last = told.toSorted((a, b) => b.date.localeCompare(a.date))[0];
  return last ? [reason(code, last, parts)] : [];
}

function oldest(reasons: readonly Reason[]): Told | undefined {
  const [first] = reasons
    .flatMap(({ source, date }) => (source !== undefined && date !== undefined ? [{ source, date }] : []))
    .toSorted((a, b) => a.date.localeCompare(b.date));
  return first;
}

function reason(code: ReasonCode, { source, date }: Told, { today }: { readonly today: string }): Reason {
  return { code, source, date, isOld: isOld(date, today) };
}

function limit(code: LimitCode, told: Told | undefined, { today }: Parts): Reason<LimitCode> {
  const isSourced = told !== undefined && isDocumented(told);
  return {
    code,
    source: isSourced ? told.source : undefined,
    date: isSourced ? told.date : undefined,
    isOld: isSourced && isOld(told.date, today),
  };
}

/**
 * @param date - as precise as the source; an unknown day or month counts as the last one
 * @param today - a full date
 */
export function isOld(date: string, today: string): boolean {
  return monthOf(today, 0) - monthOf(date, 11) > OLD_MONTHS;
}

function monthOf(date: string, unknown: number): number {
  const month = date.slice(5, 7);
  return yearOf(date) * 12 + (month === '' ? unknown : Number(month) - 1);
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

function when<const Code>(code: Code, isSo: boolean): readonly Code[] {
  return isSo ? [code] : [];
}
