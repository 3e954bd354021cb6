import type { Fact, Facts, Provider, ProviderHost } from '#core/mail/provider.ts';

export function documented<Value>(value: Value, date = '2026-03'): Fact<Value> {
  return { value, source: 'paper', date };
}

export function general<Value>(value: Value): Fact<Value> {
  return { value, source: 'general', date: '2026-11-21' };
}

export function host(name: string, over: Partial<ProviderHost> = {}): ProviderHost {
  return { host: name, role: 'webmail', source: 'paper', isPreloaded: true, ...over };
}

/** A fully documented good service. */
export const GOOD: Provider = {
  id: 'good',
  name: 'Good Mail',
  category: 'privacy',
  status: 'active',
  domains: ['good.example'],
  hosts: [host('mail.good.example')],
  facts: {
    country: documented('CH'),
    operator: documented('Good Ltd'),
    payment: documented('paid'),
    atRest: documented('user-key'),
    encryption: documented('openpgp-automatic'),
    secondFactor: documented(['code']),
    secondFactorNeedsPhone: documented(false),
    signUpPhone: documented('no'),
    signUpAsks: documented([]),
    logs: documented('no-ip'),
    onion: documented('webmail'),
  },
  incidents: [],
  blockedIn: [],
  recommendedBy: [{ source: 'guide', date: '2025-08', isRecommended: true, guide: 'rights' }],
  reviewed: '2026-11-21',
};

/** @param facts - override those of `GOOD`; `undefined` removes one */
export function provider(
  over: Partial<Provider>,
  facts: { [Name in keyof Facts]?: Facts[Name] | undefined } = {},
): Provider {
  const all = Object.entries({ ...GOOD.facts, ...facts }).filter(([, fact]) => fact !== undefined);
  return { ...GOOD, facts: Object.fromEntries(all), ...over };
}
