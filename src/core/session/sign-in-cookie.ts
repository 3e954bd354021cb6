import { siteOf } from '../network/address.ts';

/** Attributes of a cookie, without its value. */
export interface CookieFacts {
  readonly domain: string;
  readonly name: string;
  readonly isHttpOnly: boolean;
  /** Persistent: it outlives the browser. */
  readonly isLasting: boolean;
}

/** Usual names of sign-in cookies; those of analytics and advertising differ. */
const SIGN_IN_NAME =
  /(^|[^a-z])(s?sid|[halps]sid|auth|login|logged|remember|user|account|token|sess|session|identity|rt|at)([^a-z]|$)|sess(ion)?(id|_|-|$)|auth|token|login|remember|signin|sign_in/i;

/**
 * Hosts of the session with a cookie that looks like a persistent sign-in: the person may still be signed in where no
 * password entry was observed.
 *
 * @param hosts - of the session, with port if any
 * @param known - hosts that are listed already
 * @returns one host per site, in the order of the session
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
