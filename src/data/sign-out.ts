import list from './sign-out.json';

const BY_HOST: ReadonlyMap<string, string> = new Map(
  list.services.flatMap(({ hosts, page }) => hosts.map((host) => [host, page] as const)),
);

/**
 * Where a mail service lists its sign-ins and ends them, by exact host.
 *
 * @returns `undefined` for all others: their own front page has to do
 */
export function signOutPage(host: string): string | undefined {
  return BY_HOST.get(host);
}
