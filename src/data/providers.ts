import type { ListedProvider, ProviderList } from '#core/finding.ts';
import list from './providers.json';

/**
 * The mail services that documented facts warn of; how the verdicts come about is in docs/data.md.
 *
 * The file is checked against `providerFile` by a test and at build: what is shipped trusts itself.
 */
const BY_HOST: ReadonlyMap<string, ListedProvider> = new Map(
  list.providers.flatMap(({ hosts, name, verdict, reasons }) =>
    hosts.map((host) => [host, { name, verdict: verdict as ListedProvider['verdict'], reasons }] as const),
  ),
);

/** By exact host, never by a part of one: `e.mail.ru.example` is somebody else. */
export const providers: ProviderList = { byHost: (host) => BY_HOST.get(host) };
