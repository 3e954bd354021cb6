import type { ListedProvider, ProviderList } from '#core/finding.ts';
import hosts from './generated/warned-hosts.json';

const BY_HOST: ReadonlyMap<string, ListedProvider> = new Map(
  (['caution', 'avoid'] as const).flatMap((verdict) =>
    hosts[verdict].flatMap((ofOne) => {
      const all = ofOne.split(' ');
      // Hosts of one service share the first of them as a name; nobody reads it.
      return all.map((host) => [host, { name: all[0] ?? host, verdict, reasons: [] }] as const);
    }),
  ),
);

/** For the background, which weighs a visit and says nothing: reasons and sources stay with the popup. */
export const warnedHosts: ProviderList = { byHost: (host) => BY_HOST.get(host) };
