import type { ListedProvider, ProviderList } from '#core/finding.ts';
import hosts from './generated/warned-hosts.json';

const VERDICTS: ReadonlyMap<string, ListedProvider['verdict']> = new Map([
  ...hosts.caution.split(' ').map((host) => [host, 'caution'] as const),
  ...hosts.avoid.split(' ').map((host) => [host, 'avoid'] as const),
]);

/** For the background, which weighs a visit and says nothing: reasons and sources stay with the popup. */
export const warnedHosts: ProviderList = {
  byHost: (host) => {
    const verdict = VERDICTS.get(host);
    return verdict && { name: host, verdict, reasons: [] };
  },
};
