import { type Fact, isDocumented, type Provider } from './provider.ts';

/** What a person needs from a service, independent of its technology. */
export const NEEDS = [
  ...([
    'local-power',
    'anonymous',
    'group-encrypts',
    'cafe-only',
    'slow-net',
    'no-phone',
    'blocked',
  ] as const),
] as const;
export type Need = (typeof NEEDS)[number];

export interface Fit {
  readonly fits: 'yes' | 'no' | 'unknown';
  /** Based on documented facts only. */
  readonly isDocumented: boolean;
}

/** Country for `local-power` and `blocked`; ISO 3166 code. */
export interface NeedContext {
  readonly country?: string | undefined;
}

type Answer = { readonly is: boolean; readonly isDocumented: boolean } | undefined;

const FACTOR: ReadonlySet<string> = new Set(['code', 'key', 'own-device']);

/**
 * Decides whether a service meets a need. Without facts the result is `unknown`, never `yes`.
 *
 * Pure and total.
 */
export function fitOf(provider: Provider, need: Need, context: NeedContext = {}): Fit {
  return TESTS[need](provider, context);
}

const TESTS: { readonly [N in Need]: (provider: Provider, context: NeedContext) => Fit } = {
  'local-power': ({ facts }, { country }) =>
    all([
      say(facts.country, (value) => value !== country),
      say(facts.lawfulAccess, (value) => value === 'case-by-case') ?? GIVEN,
      documentedOnly(facts.stateControl, (value) => !value) ?? GIVEN,
    ]),
  anonymous: ({ facts }) =>
    all([
      say(facts.signUpPhone, (value) => (value === 'sometimes' ? undefined : value === 'no')),
      say(facts.signUpAsks, (value) => !value.includes('name') && !value.includes('id')),
      say(facts.logs, (value) => value === 'no-ip' || value === 'ip-day') ?? GIVEN,
    ]),
  'group-encrypts': ({ facts }) => all([say(facts.encryption, (value) => value !== 'none')]),
  'cafe-only': ({ facts, hosts }) =>
    all([
      say(facts.secondFactor, (value) => value.some((one) => FACTOR.has(one))),
      say(facts.secondFactorNeedsPhone, (value) => !value) ?? GIVEN,
      hosts.some(({ isPreloaded }) => isPreloaded) ? GIVEN : undefined,
    ]),
  'slow-net': ({ facts }) => all([say(facts.mailPrograms, (value) => value !== 'no')]),
  'no-phone': ({ facts }) =>
    all([
      say(facts.signUpPhone, (value) => (value === 'sometimes' ? undefined : value === 'no')),
      say(facts.secondFactorNeedsPhone, (value) => !value) ?? documentedOnly(facts.secondFactor, () => true),
    ]),
  blocked: ({ facts, blockedIn }, { country }) =>
    all([
      say(facts.onion, (value) => (value === 'webmail' ? true : value === 'none' ? false : undefined)),
      country !== undefined &&
      facts.onion?.value !== 'webmail' &&
      blockedIn.some((one) => one.country === country)
        ? { is: false, isDocumented: true }
        : GIVEN,
    ]),
};

const GIVEN: Answer = { is: true, isDocumented: true };

function say<Value>(fact: Fact<Value> | undefined, is: (value: Value) => boolean | undefined): Answer {
  const answer = fact && is(fact.value);
  return fact && answer !== undefined ? { is: answer, isDocumented: isDocumented(fact) } : undefined;
}

function documentedOnly<Value>(fact: Fact<Value> | undefined, is: (value: Value) => boolean): Answer {
  return fact && isDocumented(fact) ? say(fact, is) : undefined;
}

/** Any `no` decides; then any unknown. */
function all(answers: readonly Answer[]): Fit {
  const against = answers.filter((answer) => answer && !answer.is);
  if (against.length > 0) {
    return { fits: 'no', isDocumented: against.some((answer) => answer?.isDocumented) };
  }
  if (answers.includes(undefined)) return { fits: 'unknown', isDocumented: false };
  return { fits: 'yes', isDocumented: answers.every((answer) => answer?.isDocumented) };
}
