import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';
import type { BlockedNavigations } from '../network/blocked-navigations.ts';
import type { SecretGuard } from './secret-guard.ts';

export interface Interstitials {
  /** @param url - of our page, which names the tab it was opened for: `?for=` a page, or `?way=` the way to one */
  get(url: string): Promise<Interstitial | undefined>;
  /**
   * @param interstitialTabId - the tab that the answer came from
   * @returns where our page is to go in the place of itself; `undefined` where it is taken away
   */
  answer(
    url: string,
    answer: InterstitialAnswer,
    interstitialTabId: number | undefined,
  ): Promise<string | undefined>;
}

/** The two kinds of interstitial, behind the one page that shows them. */
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
