import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';
import type { BlockedNavigations } from '../network/blocked-navigations.ts';
import type { SecretGuard } from './secret-guard.ts';

export interface Interstitials {
  /** @param url - of the extension page, which names the blocked tab: `?for=` for a page, `?way=` for a navigation */
  get(url: string): Promise<Interstitial | undefined>;
  /**
   * @param interstitialTabId - tab of the interstitial
   * @returns URL with which it replaces itself; `undefined` if it is closed
   */
  answer(
    url: string,
    answer: InterstitialAnswer,
    interstitialTabId: number | undefined,
  ): Promise<string | undefined>;
}

/** Both kinds of interstitials, behind one page. */
export function createInterstitials({
  blockedNavigations,
  secretGuard,
}: {
  readonly blockedNavigations: Pick<BlockedNavigations, 'interstitialOf' | 'answer'>;
  readonly secretGuard: Pick<SecretGuard, 'interstitialOf' | 'answer'>;
}): Interstitials {
  return {
    get: async (url) => {
      const { blocked, guarded } = tabsIn(url);
      if (blocked !== undefined) return blockedNavigations.interstitialOf(blocked);
      return guarded === undefined ? undefined : secretGuard.interstitialOf(guarded);
    },
    answer: async (url, answer, interstitialTabId) => {
      const { blocked, guarded } = tabsIn(url);
      if (blocked !== undefined) return blockedNavigations.answer(blocked, answer, interstitialTabId);
      if (guarded !== undefined) await secretGuard.answer(guarded, answer, interstitialTabId);
      return undefined;
    },
  };
}

function tabsIn(url: string): { readonly blocked: number | undefined; readonly guarded: number | undefined } {
  return { blocked: numberIn(url, 'way'), guarded: numberIn(url, 'for') };
}

function numberIn(url: string, name: string): number | undefined {
  const value = new URL(url).searchParams.get(name);
  return value === null ? undefined : Number(value);
}
