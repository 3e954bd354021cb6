import { httpsUrl, parseAddress } from '#core/network/address.ts';
import {
  BLANK,
  type BlockedNavigation,
  mayBePortal,
  type UpgradeAttempt,
} from '#core/network/https-first.ts';
import { isBeforeSignIn } from '#core/network/network-facts.ts';
import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';
import type { KnownNetwork } from './network-facts.ts';
import type { UpgradeAttempts } from './upgrade-attempts.ts';

/** Navigations that failed over HTTPS, each shown by an interstitial. */
export interface BlockedNavigations {
  interstitialOf(tabId: number): Promise<Interstitial | undefined>;
  /**
   * @param interstitialTabId - tab of the interstitial; a different one if the browser shows none in the tab's window
   * @returns URL with which the interstitial replaces itself
   */
  answer(
    tabId: number,
    answer: InterstitialAnswer,
    interstitialTabId: number | undefined,
  ): Promise<string | undefined>;
}

export interface BlockedNavigationsParts {
  readonly memory: Pick<Memory, 'blockedNavigation' | 'portalTab'>;
  readonly tabs: Pick<Tabs, 'navigate' | 'close' | 'show'>;
  readonly network: Pick<KnownNetwork, 'facts' | 'allowHttp'>;
  readonly attempts: Pick<UpgradeAttempts, 'set' | 'wait'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export function createBlockedNavigations(parts: BlockedNavigationsParts): BlockedNavigations {
  const { memory, tabs, network, attempts, now } = parts;

  async function addressAfter(
    tabId: number,
    choice: InterstitialAnswer,
    navigation: BlockedNavigation,
  ): Promise<string> {
    const { host, url, from, failure, isSent } = navigation;
    switch (choice) {
      case 'continue':
        await network.allowHttp(host, failure);
        // The form's data cannot be sent again, but its page can be opened.
        return isSent && from ? from : url;
      case 'portal': {
        const address = (await network.facts()).portal.address ?? url;
        await network.allowHttp(parseAddress(address)?.host ?? host, failure, true);
        await memory.portalTab.set(tabId);
        return address;
      }
      case 'protected':
        if (failure !== 'no-page') await tryPatiently(tabId, navigation);
        return httpsUrl(url);
      default:
        return from ?? BLANK;
    }
  }

  /** The person waits longer for HTTPS, or wants to see the response. */
  async function tryPatiently(tabId: number, { host, url, from, isSent }: BlockedNavigation): Promise<void> {
    const attempt: UpgradeAttempt = {
      host,
      url,
      from,
      isSent,
      startedAtMs: now(),
      isAnswered: false,
      isPatient: true,
    };
    await attempts.set(tabId, attempt);
    attempts.wait(tabId, attempt);
  }

  return {
    interstitialOf: async (tabId) => {
      const navigation = await memory.blockedNavigation(tabId).get();
      if (!navigation) return undefined;
      const { code, host, failure, isSent } = navigation;
      const isFirst = isBeforeSignIn(await network.facts());
      const about = { failure, isSent, isBeforeSignIn: isFirst && mayBePortal(failure) };
      return { code, host, target: host, canUpgrade: false, asks: 'password', navigation: about };
    },
    answer: async (tabId, choice, interstitialTabId) => {
      const navigation = await memory.blockedNavigation(tabId).get();
      if (!navigation) return BLANK;
      const goTo = await addressAfter(tabId, choice, navigation);
      await memory.blockedNavigation(tabId).remove();
      if (interstitialTabId === tabId) return goTo;
      // Chromium opens no extension page in a private window, so the interstitial is in another tab.
      await tabs.navigate(tabId, goTo);
      if (interstitialTabId !== undefined) await tabs.close([interstitialTabId]);
      await tabs.show(tabId);
      return undefined;
    },
  };
}
