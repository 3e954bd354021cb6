import list from './sign-out.json';

const BY_HOST: ReadonlyMap<string, string> = new Map(
  list.services.flatMap(({ hosts, page }) => hosts.map((host) => [host, page] as const)),
);

/**
 * Page where a mail service lists and ends sign-ins, by exact host.
 *
 * @returns `undefined` for others, where the site's front page has to do
 */
export function signOutPage(host: string): string | undefined {
  return BY_HOST.get(host);
}
