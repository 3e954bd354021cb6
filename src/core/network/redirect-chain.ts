import { TRACKING_PARAMETERS } from '../blocking/blocking.ts';
import { type Address, parseAddress } from './address.ts';

/** A host in the redirect chain of a page. */
export interface Hop {
  readonly host: string;
  readonly site: string;
}

/** How a page was reached. */
export interface RedirectChain {
  /** Hosts that redirected to another site, in order. */
  readonly hops: readonly Hop[];
  /** Names of tracking parameters that were removed from the link. */
  readonly parameters: readonly string[];
  /** The site that the tab showed before. */
  readonly from?: Hop | undefined;
}

export const NO_REDIRECTS: RedirectChain = { hops: [], parameters: [] };

/** The limit of browsers (https://fetch.spec.whatwg.org/#concept-http-redirect-fetch). */
const MAX_HOPS = 20;

/**
 * Adds one redirect to the chain.
 *
 * @param isOurs - an internal redirect by a DNR rule, not by a server
 * @throws never
 */
export function withRedirect(
  redirects: RedirectChain,
  url: string,
  redirectUrl: string,
  isOurs: boolean,
): RedirectChain {
  const [before, after] = [parseAddress(url), parseAddress(redirectUrl)];
  if (!before || !after) return redirects;
  const isPassedOn = before.site !== after.site && redirects.hops.length < MAX_HOPS;
  const parameters = isOurs && before.host === after.host ? parametersRemoved(url, redirectUrl) : [];
  return {
    hops: isPassedOn ? [...redirects.hops, hopOf(before)] : redirects.hops,
    parameters: [...new Set([...redirects.parameters, ...parameters])],
  };
}

export function hopOf({ host, site }: Address): Hop {
  return { host, site };
}

function parametersRemoved(url: string, redirectUrl: string): readonly string[] {
  const [before, after] = [new URL(url).searchParams, new URL(redirectUrl).searchParams];
  return TRACKING_PARAMETERS.filter((name) => before.has(name) && !after.has(name));
}
