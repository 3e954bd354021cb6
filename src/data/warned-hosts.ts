import type { ListedProvider, ProviderList } from '#core/page/finding.ts';
import hosts from './generated/warned-hosts.json';

function makeIndex(): ReadonlyMap<string, ListedProvider> {
  return new Map(
    (['caution', 'avoid'] as const).flatMap((verdict) =>
      hosts[verdict].flatMap((ofOne) => {
        const all = ofOne.split(' ');
        // Hosts of one service share the first of them as a name; nobody reads it.
        return all.map((host) => [host, { name: all[0] ?? host, verdict, reasons: [] }] as const);
      }),
    ),
  );
}

let index: ReadonlyMap<string, ListedProvider> | undefined;

/** For the background, which weighs a visit and says nothing: reasons and sources stay with the popup. */
export const warnedHosts: ProviderList = {
  byHost: (host) => {
    // At the first question: a background that starts does not wait for it.
    index ??= makeIndex();
    return index.get(host);
  },
};
