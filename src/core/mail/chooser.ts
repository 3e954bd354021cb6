import { fitOf, type Need } from './needs.ts';
import { type Fact, isDocumented, type Provider } from './provider.ts';
import { type JudgeContext, judgeProvider, type ProviderJudgement } from './rule.ts';

/** Whom a person fears most. */
export const WORRIES = ['thieves', 'close', 'local-power', 'strong-state'] as const;
export type Worry = (typeof WORRIES)[number];

/** Answers to the five questions. Held by the page only, never stored. */
export interface ChooserAnswers {
  /** `close`: family or an employer. */
  readonly worry: Worry;
  readonly writesTo: 'group' | 'anybody';
  readonly canGivePhone: boolean;
  readonly isBlockedHere: boolean;
  readonly onlyInCafes: boolean;
  /** Country whose law is feared and where services are blocked; ISO 3166 code. Only if the person names it. */
  readonly country?: string | undefined;
}

/** Reasons for a service, for this person. */
export const GOOD_CODES = [
  ...(['other-law', 'locked', 'locked-if-on', 'encrypts-for-group', 'second-factor', 'no-phone'] as const),
  ...(['phone-maybe', 'no-name', 'few-logs', 'hides-ip', 'onion', 'advised', 'ends-sessions'] as const),
  ...(['backup-codes', 'no-ads', 'group-choice'] as const),
] as const;
export type GoodCode = (typeof GOOD_CODES)[number];

/** Limits of a service. The first two apply to every service. */
export const BAD_CODES = [
  ...([
    'this-computer',
    'who-writes-to-whom',
    'orders',
    'has-given',
    'reads-mail',
    'must-switch-on',
  ] as const),
  ...([
    'lives-on-ads',
    'plain-to-others',
    'phone-asked',
    'phone-maybe',
    'no-second-factor',
    'keeps-ip',
  ] as const),
  ...(['shows-ip', 'blocked-somewhere', 'expires', 'invitation', 'costs-money'] as const),
] as const;
export type BadCode = (typeof BAD_CODES)[number];

export interface Point<Code> {
  readonly code: Code;
  /** Key of a source; `undefined`: general knowledge, or true of every service. */
  readonly source: string | undefined;
  readonly date: string | undefined;
  /** `expires`: months. `has-given`: the year. */
  readonly count?: number;
  /** `blocked-somewhere`: ISO 3166 codes. */
  readonly countries?: readonly string[];
}

export interface Choice {
  readonly provider: Provider;
  readonly judgement: ProviderJudgement;
  readonly good: readonly Point<GoodCode>[];
  readonly bad: readonly Point<BadCode>[];
}

/** Needs to drop, and what is then available. */
export interface Price {
  readonly without: readonly Need[];
  /** At most two. */
  readonly choices: readonly Choice[];
}

export interface ChooserResult {
  readonly needs: readonly Need[];
  /** At most two, best first; empty if none fits. */
  readonly choices: readonly Choice[];
  /** The smallest sets of needs to drop for a choice. Empty if something fits. */
  readonly prices: readonly Price[];
}

const MOST = 2;

/** Needs that follow from the answers, most important first. */
export function needsOf({
  worry,
  writesTo,
  canGivePhone,
  isBlockedHere,
  onlyInCafes,
}: ChooserAnswers): readonly Need[] {
  return [
    ...when('local-power', worry === 'local-power' || worry === 'strong-state'),
    ...when('anonymous', worry === 'strong-state'),
    ...when('group-encrypts', writesTo === 'group'),
    ...when('cafe-only', onlyInCafes),
    ...when('no-phone', !canGivePhone),
    ...when('blocked', isBlockedHere),
  ];
}

/**
 * Finds at most two services that meet every need, with reasons; otherwise what dropping needs would allow.
 *
 * Only services that the rule trusts or accepts are recommended. Pure and total; the order of `providers` does not
 * matter.
 */
export function chooseProviders(
  providers: readonly Provider[],
  answers: ChooserAnswers,
  today: string,
): ChooserResult {
  const context: JudgeContext = { today, fearedCountry: answers.country };
  const needs = needsOf(answers);
  const candidates = providers
    // An alias only forwards mail; the person needs a mailbox.
    .filter(({ category }) => category !== 'alias')
    .map((provider) => ({ provider, judgement: judgeProvider(provider, context) }))
    .filter(({ judgement: { verdict } }) => verdict === 'trusted' || verdict === 'acceptable')
    .map((candidate) => ({
      ...candidate,
      met: new Set(needs.filter((need) => fitOf(candidate.provider, need, answers).fits === 'yes')),
      good: goodPoints(candidate.provider, needs, answers),
    }))
    .toSorted(byWorth);
  const fitting = (wanted: readonly Need[]) =>
    candidates
      .filter(({ met }) => wanted.every((need) => met.has(need)))
      .slice(0, MOST)
      .map(({ provider, judgement, good }) => ({ provider, judgement, good, bad: badPoints(provider) }));
  const choices = fitting(needs);
  return { needs, choices, prices: choices.length > 0 ? [] : pricesOf(needs, fitting) };
}

interface Candidate {
  readonly provider: Provider;
  readonly judgement: ProviderJudgement;
  readonly good: readonly Point<GoodCode>[];
}

/** By verdict, then by the number of documented reasons; there is no score. */
function byWorth(a: Candidate, b: Candidate): number {
  const rank = ({ provider, judgement }: Candidate) =>
    (provider.isGroups ? 2 : 0) + (judgement.verdict === 'trusted' ? 1 : 0);
  const documented = ({ good }: Candidate) => good.filter(({ source }) => source !== undefined).length;
  return rank(b) - rank(a) || documented(b) - documented(a) || (a.provider.id < b.provider.id ? -1 : 1);
}

/** All ways to drop the smallest number of needs that allows a choice. */
function pricesOf(
  needs: readonly Need[],
  fitting: (needs: readonly Need[]) => readonly Choice[],
): readonly Price[] {
  for (let count = 1; count <= needs.length; count++) {
    const prices = subsets(needs, count)
      .map((without) => ({ without, choices: fitting(needs.filter((need) => !without.includes(need))) }))
      .filter(({ choices }) => choices.length > 0);
    if (prices.length > 0) return prices;
  }
  return [];
}

function subsets(needs: readonly Need[], count: number): readonly (readonly Need[])[] {
  if (count === 0) return [[]];
  return needs.flatMap((need, at) => subsets(needs.slice(at + 1), count - 1).map((rest) => [need, ...rest]));
}

function goodPoints(
  provider: Provider,
  needs: readonly Need[],
  { worry, country }: ChooserAnswers,
): readonly Point<GoodCode>[] {
  const { facts, recommendedBy } = provider;
  const advice = recommendedBy.find(({ isRecommended, guide }) => isRecommended && guide !== undefined);
  const fearsPower = worry === 'local-power' || worry === 'strong-state';
  return [
    ...when(told('group-choice', undefined), provider.isGroups === true),
    ...(country !== undefined && facts.country && facts.country.value !== country && fearsPower
      ? [told('other-law', facts.country)]
      : []),
    ...point('locked', facts.atRest, (value) => value === 'user-key'),
    ...point('locked-if-on', facts.atRest, (value) => value === 'user-key-optional'),
    ...(needs.includes('group-encrypts')
      ? point('encrypts-for-group', facts.encryption, (value) => value !== 'none')
      : []),
    ...point('second-factor', facts.secondFactor, (value) => value.includes('code') || value.includes('key')),
    ...point('no-phone', facts.signUpPhone, (value) => value === 'no'),
    ...point('phone-maybe', facts.signUpPhone, (value) => value === 'sometimes'),
    ...(worry === 'strong-state'
      ? point('no-name', facts.signUpAsks, (value) => !value.includes('name') && !value.includes('id'))
      : []),
    ...point('few-logs', facts.logs, (value) => value === 'no-ip' || value === 'ip-day'),
    ...point('hides-ip', facts.hidesIp, Boolean),
    ...point('onion', facts.onion, (value) => value === 'webmail'),
    ...point('ends-sessions', facts.endsSessions, Boolean),
    ...point('backup-codes', facts.backupCodes, Boolean),
    ...point('no-ads', facts.readsForAds, (value) => !value),
    ...(advice ? [told('advised', advice)] : []),
  ];
}

function badPoints(provider: Provider): readonly Point<BadCode>[] {
  const { facts, incidents, blockedIn } = provider;
  const given = incidents
    .filter(
      (one) => (one.kind === 'data-handed-over' || one.kind === 'content-handed-over') && isDocumented(one),
    )
    .toSorted((a, b) => b.year - a.year)[0];
  return [
    told('this-computer', undefined),
    told('who-writes-to-whom', undefined),
    ...point('orders', facts.lawfulAccess, (value) => value === 'case-by-case'),
    ...(given ? [{ ...told('has-given' as const, given), count: given.year }] : []),
    ...point('reads-mail', facts.atRest, (value) => value === 'provider-key' || value === 'disk-encryption'),
    ...point('must-switch-on', facts.atRest, (value) => value === 'user-key-optional'),
    ...point('lives-on-ads', facts.payment, (value) => value === 'advertising'),
    ...point('plain-to-others', facts.encryption, (value) => value === 'none' || value === 'own-protocol'),
    ...point('phone-asked', facts.signUpPhone, (value) => value === 'yes'),
    ...point('phone-maybe', facts.signUpPhone, (value) => value === 'sometimes'),
    ...point('no-second-factor', facts.secondFactor, (value) => value.length === 0),
    ...point('keeps-ip', facts.logs, (value) => value !== 'no-ip' && value !== 'ip-day'),
    ...point('shows-ip', facts.hidesIp, (value) => !value),
    ...(blockedIn[0]
      ? [
          {
            ...told('blocked-somewhere' as const, blockedIn[0]),
            countries: blockedIn.map(({ country }) => country),
          },
        ]
      : []),
    ...(facts.expiresAfterMonths
      ? [{ ...told('expires' as const, facts.expiresAfterMonths), count: facts.expiresAfterMonths.value }]
      : []),
    ...point('invitation', facts.signUpAsks, (value) => value.includes('invitation')),
    ...point('costs-money', facts.payment, (value) => value === 'paid'),
  ];
}

function point<const Code, Value>(
  code: Code,
  fact: Fact<Value> | undefined,
  is: (value: Value) => boolean,
): readonly Point<Code>[] {
  return fact && is(fact.value) ? [told(code, fact)] : [];
}

function told<const Code>(
  code: Code,
  from: { readonly source: string; readonly date: string } | undefined,
): Point<Code> {
  const isSourced = from !== undefined && isDocumented(from);
  return { code, source: isSourced ? from.source : undefined, date: isSourced ? from.date : undefined };
}

function when<const Item>(item: Item, isSo: boolean): readonly Item[] {
  return isSo ? [item] : [];
}
