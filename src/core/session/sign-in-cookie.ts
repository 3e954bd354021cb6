import { siteOf } from '../network/address.ts';

/** What has to be known of a cookie. Never what it says. */
export interface CookieFacts {
  readonly domain: string;
  readonly name: string;
  readonly isHttpOnly: boolean;
  /** It outlives the browser. */
  readonly isLasting: boolean;
}

/** Names that sites give to what keeps somebody signed in; counting and advertising cookies have others. */
const SIGN_IN_NAME =
  /(^|[^a-z])(s?sid|[halps]sid|auth|login|logged|remember|user|account|token|sess|session|identity|rt|at)([^a-z]|$)|sess(ion)?(id|_|-|$)|auth|token|login|remember|signin|sign_in/i;

/**
 * Sites of the session that left a cookie which looks like a lasting sign-in: where nobody typed a
 * password before our eyes, somebody may still be signed in.
 *
 * @param hosts - of the session, with the port where there is one
 * @param known - hosts that are listed already
 * @returns one host for each site, in the order of the session
 */
export function signInHosts(
  cookies: readonly CookieFacts[],
  hosts: readonly string[],
  known: readonly string[],
): readonly string[] {
  const domains = new Set(
    cookies
      .filter(({ name, isHttpOnly, isLasting }) => isHttpOnly && isLasting && SIGN_IN_NAME.test(name))
      .map(({ domain }) => domain.replace(/^\./, '')),
  );
  const sites = new Set(known.map(siteOf));
  return hosts.filter((host) => {
    const site = siteOf(host);
    if (sites.has(site) || !isSet(host.replace(/:\d+$/, ''), domains)) return false;
    sites.add(site);
    return true;
  });
}

/** A cookie of `site.example` is also sent to `mail.site.example`. */
function isSet(host: string, domains: ReadonlySet<string>): boolean {
  const labels = host.split('.');
  return labels.some((_, index) => domains.has(labels.slice(index).join('.')));
}
