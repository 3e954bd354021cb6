import { type Address, httpsUrl, parseAddress } from '#core/network/address.ts';
import { imitationBy } from '#core/page/detectors/look-alike-domain.ts';
import { CONSENT_LASTS_MS, type GuardCause, type Guarded } from '#core/page/field-kind.ts';
import type { Lists } from '#core/page/finding.ts';
import {
  consentKey,
  type GuardedEntry,
  type Imitation,
  type Interstitial,
  type InterstitialAnswer,
  interstitialFor,
  interstitialForWindow,
} from '#core/page/interstitial.ts';
import { withPassword } from '#core/session/sign-out.ts';
import { seenSince } from '#core/session/times.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

export interface SenderTab {
  readonly id: number;
  readonly url: string;
  readonly frameUrl: string;
}

export interface SecretGuard {
  /**
   * A field for a secret got focus or input, or is about to be sent.
   *
   * @param tab - the sender as the browser reports it; only the target comes from the message
   * @returns whether the page must hold it back; the interstitial is then open, if the tab is active
   */
  entered(tab: SenderTab, target: string, asks: Guarded, cause?: GuardCause): Promise<boolean>;
  /** An HTTP authentication dialog appeared: opens the interstitial in front of it. */
  windowAsks(tabId: number, url: string): Promise<void>;
  interstitialOf(tabId: number): Promise<Interstitial | undefined>;
  /** @param interstitialTabId - tab of the interstitial, which is closed in any case */
  answer(tabId: number, answer: InterstitialAnswer, interstitialTabId: number | undefined): Promise<void>;
  /**
   * State of a page before anything is typed: `free` if the person has consented, so that no key has to wait; `held` if
   * secrets will be blocked, so that not even the first key passes.
   */
  guardState(tab: SenderTab): Promise<'free' | 'held' | undefined>;
  /** A password was typed: adds the site to those to sign out of. */
  typed(url: string, isPrivate?: boolean): Promise<void>;
}

export function createSecretGuard(parts: {
  memory: Memory;
  tabs: Tabs;
  /** After a consent: what is held in this tab asks again. */
  release: (tabId: number) => Promise<void>;
  lists: Lists;
  /** Milliseconds since the epoch. */
  now: () => number;
}): SecretGuard {
  const { memory, tabs, release, lists, now } = parts;

  /** Where nobody pressed Start nobody says either that another person came. */
  async function consents(): Promise<readonly string[]> {
    const [known = {}, session] = await Promise.all([memory.consents.get(), memory.session.get()]);
    return seenSince(known, session ? undefined : now() - CONSENT_LASTS_MS);
  }

  async function entered(
    tab: SenderTab,
    target: string,
    asks: Guarded,
    cause: GuardCause = 'input',
  ): Promise<boolean> {
    // A window opened without a URL has no address of its own.
    const page = parseAddress(tab.url) ?? parseAddress(target);
    if (!page) return false;
    const frame = parseAddress(tab.frameUrl) ?? page;
    const to = parseAddress(target) ?? frame;
    const connectionFacts = await connectionOf(tab.id, page.host);
    const secret = {
      page,
      frame,
      target: to,
      asks,
      imitation: imitationIn([page, frame, to]),
      ...connectionFacts,
    };
    const interstitial = interstitialFor(secret, await consents());
    if (!interstitial) return false;
    // A background tab opens no interstitial.
    const isInFront = async () => (await tabs.get(tab.id))?.isActive !== false;
    if (cause !== 'check' && (await isInFront())) await open(tab.id, interstitial);
    return true;
  }

  async function windowAsks(tabId: number, url: string): Promise<void> {
    const page = parseAddress(url);
    if (!page) return;
    const interstitial = interstitialForWindow(page);
    if (!interstitial || (await consents()).includes(consentKey(interstitial))) return;
    await open(tabId, interstitial, url);
  }

  /** Several fields, frames or clicks share one interstitial. */
  async function open(tabId: number, interstitial: Interstitial, url?: string): Promise<void> {
    let before: number | undefined;
    let isOpening = false;
    await memory.interstitial(tabId).update((pending) => {
      before = pending?.interstitialTabId;
      isOpening = pending !== undefined && pending.interstitialTabId === undefined;
      return { interstitial, url, interstitialTabId: before };
    });
    if (isOpening) return;
    if (before !== undefined && (await tabs.get(before))) return tabs.show(before);
    await memory.interstitial(tabId).set({ interstitial, url, interstitialTabId: undefined });
    const interstitialTabId = await tabs.openOwn('stop', `for=${tabId}`, tabId);
    await memory.interstitial(tabId).update((pending) => pending && { ...pending, interstitialTabId });
  }

  async function answer(
    tabId: number,
    choice: InterstitialAnswer,
    interstitialTabId: number | undefined,
  ): Promise<void> {
    const pending = await memory.interstitial(tabId).get();
    await memory.interstitial(tabId).remove();
    const tab = await tabs.get(tabId);
    try {
      if (!pending || !tab) return;
      if (choice === 'continue') {
        await memory.consents.update((known) => ({ ...known, [consentKey(pending.interstitial)]: now() }));
        await release(tabId);
      }
      // The dialog closes with its page.
      if (choice === 'back' && pending.interstitial.code === 'insecure-http-auth') await tabs.back(tabId);
      if (choice === 'upgrade') {
        await tabs.navigate(tabId, httpsUrl(pending.url ?? tab.url));
      }
      if (choice === 'real' && pending.interstitial.real) {
        await tabs.navigate(tabId, `https://${pending.interstitial.real.front}/`);
      }
    } finally {
      // Close the interstitial first, so that the tab behind it becomes active.
      if (interstitialTabId !== undefined) await tabs.close([interstitialTabId]);
      if (tab) await tabs.show(tabId);
    }
  }

  async function guardState(tab: SenderTab): Promise<'free' | 'held' | undefined> {
    const page = parseAddress(tab.url);
    if (!page) return undefined;
    const connectionFacts = await connectionOf(tab.id, page.host);
    const imitation = imitationIn([page, parseAddress(tab.frameUrl) ?? page]);
    const secret = {
      page,
      frame: page,
      target: page,
      asks: 'password' as const,
      imitation,
      ...connectionFacts,
    };
    if (!interstitialFor(secret)) return undefined;
    return interstitialFor(secret, await consents()) ? 'held' : 'free';
  }

  function imitationIn(addresses: readonly Address[]): Imitation | undefined {
    return addresses
      .map((address) => ({ host: address.host, found: imitationBy(address, lists) }))
      .flatMap(({ host, found }) => (found?.isSure ? [{ ...found, host }] : []))
      .at(0);
  }

  async function connectionOf(
    tabId: number,
    host: string,
  ): Promise<Pick<GuardedEntry, 'certificate' | 'tlsInfo' | 'isTried'>> {
    const visit = await memory.visit(tabId).get();
    if (visit?.page.host !== host) return { certificate: undefined, tlsInfo: undefined };
    const { certificate, tlsInfo, networkFacts } = visit;
    return { certificate, tlsInfo, isTried: networkFacts.httpsFailure !== undefined };
  }

  async function typed(url: string, isPrivate = false): Promise<void> {
    await memory.signOutEntries.update((entries) => withPassword(entries, url, now(), isPrivate));
  }

  return {
    entered,
    windowAsks,
    answer,
    guardState,
    typed,
    interstitialOf: async (tabId) => (await memory.interstitial(tabId).get())?.interstitial,
  };
}
