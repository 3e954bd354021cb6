import { type Address, httpsUrl, parseAddress } from '#core/network/address.ts';
import { imitationBy } from '#core/page/detectors/look-alike-domain.ts';
import type { GuardCause, Guarded } from '#core/page/field-kind.ts';
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
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

export interface SenderTab {
  readonly id: number;
  readonly url: string;
  readonly frameUrl: string;
}

export interface SecretGuard {
  /**
   * A field for a password, a card or an ID was entered or is about to be sent.
   *
   * @param tab - what the browser says of the sender; the message itself is only asked for the target
   * @returns whether the page must hold it back: the interstitial is then open, if the tab stands in front
   */
  entered(tab: SenderTab, target: string, asks: Guarded, cause?: GuardCause): Promise<boolean>;
  /** The browser's own small window asks for a password: the interstitial comes in front of it. */
  windowAsks(tabId: number, url: string): Promise<void>;
  interstitialOf(tabId: number): Promise<Interstitial | undefined>;
  /** @param stopTabId - the tab that the answer came from: it closes whatever happens */
  answer(tabId: number, answer: InterstitialAnswer, interstitialTabId: number | undefined): Promise<void>;
  /**
   * Before anything is typed: `free` when the person chose before to go on here, so that not even the first
   * letter needs to wait; `held` when the page will be stopped, so that not even that one may go.
   */
  guardState(tab: SenderTab): Promise<'free' | 'held' | undefined>;
  /** Something was typed into a password field: the person should sign out there later. */
  typed(url: string): Promise<void>;
}

export function createSecretGuard(parts: {
  memory: Memory;
  tabs: Tabs;
  /** The person chose to go on somewhere: what is held in this tab asks again. */
  release: (tabId: number) => Promise<void>;
  lists: Lists;
}): SecretGuard {
  const { memory, tabs, release, lists } = parts;

  async function entered(
    tab: SenderTab,
    target: string,
    asks: Guarded,
    cause: GuardCause = 'input',
  ): Promise<boolean> {
    // An empty window that some page writes into has no address of its own.
    const page = parseAddress(tab.url) ?? parseAddress(target);
    if (!page || !(await memory.session.get())) return false;
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
    const interstitial = interstitialFor(secret, await memory.consents.get());
    if (!interstitial) return false;
    // A page in the background takes the screen from nobody.
    const isInFront = async () => (await tabs.get(tab.id))?.isActive !== false;
    if (cause !== 'check' && (await isInFront())) await open(tab.id, interstitial);
    return true;
  }

  async function windowAsks(tabId: number, url: string): Promise<void> {
    const page = parseAddress(url);
    if (!page || !(await memory.session.get())) return;
    const interstitial = interstitialForWindow(page);
    if (!interstitial || (await memory.consents.get())?.includes(consentKey(interstitial))) return;
    await open(tabId, interstitial, url);
  }

  /** Two fields, two frames or a second press are still one stop. */
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
        await memory.consents.update((keys = []) => [
          ...new Set([...keys, consentKey(pending.interstitial)]),
        ]);
        await release(tabId);
      }
      // The small window goes with the page that it belongs to.
      if (choice === 'back' && pending.interstitial.code === 'insecure-http-auth') await tabs.back(tabId);
      if (choice === 'upgrade') {
        await tabs.navigate(tabId, httpsUrl(pending.url ?? tab.url));
      }
      if (choice === 'real' && pending.interstitial.real) {
        await tabs.navigate(tabId, `https://${pending.interstitial.real.front}/`);
      }
    } finally {
      // First of all the page that was answered goes; what was behind it comes forward.
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
    return interstitialFor(secret, await memory.consents.get()) ? 'held' : 'free';
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

  async function typed(url: string): Promise<void> {
    if (!(await memory.session.get())) return;
    await memory.signOutEntries.update((entries) => withPassword(entries, url));
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
