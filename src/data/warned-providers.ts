import type { ListedProvider, ProviderList } from '#core/page/finding.ts';
import list from './generated/warned-providers.json';

/**
 * The mail services that documented facts warn of, with reasons; how the verdicts come about is in docs/data.md.
 *
 * Made by the build out of the table in `providers/`: only hosts that are documented themselves.
 */
const BY_HOST: ReadonlyMap<string, ListedProvider> = new Map(
  list.flatMap(({ hosts, name, verdict, reasons }) =>
    hosts.map((host) => [host, { name, verdict: verdict as ListedProvider['verdict'], reasons }] as const),
  ),
);

/** By exact host, never by a part of one: `e.mail.ru.example` is somebody else. */
export const warnedProviders: ProviderList = { byHost: (host) => BY_HOST.get(host) };
