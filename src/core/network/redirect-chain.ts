import { TRACKING_PARAMETERS } from '../blocking/blocking.ts';
import { type Address, parseAddress } from './address.ts';

/** A name that the way to a page led through. */
export interface Hop {
  readonly host: string;
  readonly site: string;
}

/** By what way a page came. */
export interface RedirectChain {
  /** What was passed on to another site, in order. */
  readonly hops: readonly Hop[];
  /** Names of what was taken out of the link. */
  readonly parameters: readonly string[];
  /** The site that the tab showed before. */
  readonly from?: Hop | undefined;
}

export const NO_REDIRECTS: RedirectChain = { hops: [], parameters: [] };

/** No browser follows more redirects than these (https://fetch.spec.whatwg.org/#concept-http-redirect-fetch). */
const MAX_HOPS = 20;

/**
 * Adds one redirect to the way.
 *
 * @param isOurs - the browser did it by a rule, and no server said so
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
