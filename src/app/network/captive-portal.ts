import { type Address, shortUrl } from '#core/network/address.ts';
import { type Answered, isPortalRedirect, withPortal } from '#core/network/network-facts.ts';
import type { Memory } from '../memory.ts';
import type { KnownNetwork } from './network-facts.ts';

/** A network with a captive portal. */
export interface CaptivePortal {
  /**
   * Handles Firefox's captive portal detection.
   *
   * @param isLocked - a portal was detected
   * @param address - URL the browser uses for the detection
   */
  portalChanged(isLocked: boolean, address: string | undefined): Promise<void>;
  /**
   * Handles a redirect of an HTTP request.
   *
   * @returns whether it came from the network and not from the site
   */
  redirected(from: Address, to: Address, answeredBy: Answered['network']): Promise<boolean>;
}

export function createCaptivePortal({
  memory,
  network,
}: {
  readonly memory: Pick<Memory, 'portalTab'>;
  readonly network: Pick<KnownNetwork, 'facts' | 'learn'>;
}): CaptivePortal {
  return {
    portalChanged: async (isLocked, address) => {
      await network.learn((facts) => ({
        ...facts,
        portal: { ...facts.portal, isLocked, address: isLocked ? shortUrl(address) : undefined },
      }));
      if (!isLocked) await memory.portalTab.remove();
    },
    redirected: async (from, to, answeredBy) => {
      if (from.scheme !== 'http' || from.site === to.site) return false;
      if (!isPortalRedirect(await network.facts(), from, to, answeredBy)) return false;
      await network.learn((facts) => withPortal(facts, to.host));
      return true;
    },
  };
}
