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

/** The same for people to read: one entry for each service, with the page that documents it. */
export const signOutPlaces: readonly { page: string; source: string; date: string }[] = list.services;
