import type { ListedProvider, ProviderList } from '#core/page/finding.ts';
import hosts from './generated/warned-hosts.json';

function makeIndex(): ReadonlyMap<string, ListedProvider> {
  return new Map(
    (['caution', 'avoid'] as const).flatMap((verdict) =>
      hosts[verdict].flatMap((ofOne) => {
        const all = ofOne.split(' ');
        // The background shows no names; the first host stands for the service.
        return all.map((host) => [host, { name: all[0] ?? host, verdict, reasons: [] }] as const);
      }),
    ),
  );
}

let index: ReadonlyMap<string, ListedProvider> | undefined;

/** For the background, which only needs to know that there is a warning; reasons are loaded by the popup. */
export const warnedHosts: ProviderList = {
  byHost: (host) => {
    // Lazy, so that it does not delay the start of the background.
    index ??= makeIndex();
    return index.get(host);
  },
};
