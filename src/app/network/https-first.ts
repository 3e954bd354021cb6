import { type Address, MAX_URL_LENGTH, parseAddress } from '#core/network/address.ts';
import {
  afterFailure,
  type BlockedNavigation,
  goingOn,
  isLooping,
  isTriedFirst,
  isWithoutPage,
  PATIENT_TRY_MS,
  TRY_MS,
  type Trail,
  type TryFailure,
  type UpgradeAttempt,
} from '#core/network/https-first.ts';
import {
  type Answered,
  hostFacts,
  isBeforeSignIn,
  isPortalRedirect,
  knowsEnough,
  learn,
  type NetworkFacts,
  NOTHING_LEARNT,
  withHsts,
  withHttp,
  withHttps,
  withPortal,
} from '#core/network/network-facts.ts';
import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';
import type { Later } from '#lib/limit.ts';
import { createSerialQueue } from '#lib/serial-queue.ts';
import type { VisitObserver } from '../page/observe-visits.ts';
import type { Memory, Tabs, Upgrades } from '../ports.ts';

export interface HttpsFirst {
  /** At each start of the background: waits on for what was under way. */
  resume(): Promise<void>;
  /** @param url - a web page that came, so no refusal; `undefined`: the tab shows none */
  shows(tabId: number, url: string | undefined): Promise<void>;
  upgraded(tabId: number, upgrade: Upgrade): Promise<void>;
  /** The tab asks for another address: what it waited for no longer counts. */
  asks(tabId: number, host: string): Promise<void>;
  /** @returns whether more answers of everyday HTTPS pages would teach anything */
  answered(tabId: number, answered: Answered): Promise<boolean>;
  /** The site sent Strict-Transport-Security (HSTS). */
  hstsSent(page: Address, header?: string): Promise<void>;
  redirected(tabId: number, from: Address, to: Address, answeredBy: Answered['network']): Promise<void>;
  /** A page stands in the tab: adds what is known of the way to it. */
  arrived(tabId: number, page: Address): Promise<void>;
  /** @returns whether it was ours to handle: the browser's own page is then gone or about to go */
  failed(tabId: number, host: string, failure: TryFailure): Promise<boolean>;
  gone(tabId: number): Promise<void>;
  interstitialOf(tabId: number): Promise<Interstitial | undefined>;
  /** @returns where the interstitial itself is to go, in the place of itself */
  answer(
    tabId: number,
    answer: InterstitialAnswer,
    interstitialTabId: number | undefined,
  ): Promise<string | undefined>;
  /** What the browser says of the network, where it says so. */
  portalChanged(isLocked: boolean, address: string | undefined): Promise<void>;
}

/** The browser asks for the HTTPS address in place of this plain one. */
export interface Upgrade {
  readonly url: string;
  /** When the HTTPS address was first asked for, in this or the try before. */
  readonly startedAtMs: number;
  /** The words of a form go with it. */
  readonly isSent: boolean;
}

export interface HttpsFirstParts {
  readonly memory: Memory;
  readonly tabs: Tabs;
  readonly upgrades: Upgrades;
  readonly watch: Pick<VisitObserver, 'record'>;
  readonly now: () => number;
  readonly later: Later;
}

const usable = (url: string | undefined) => (url && url.length <= MAX_URL_LENGTH ? url : undefined);

const BLANK = 'about:blank';

/** What a network does with HTTPS addresses before somebody has signed in to it. */
const MAY_BE_PORTAL: readonly TryFailure[] = ['refused', 'silent', 'broken'];

/** Firefox may tell that nobody answered before it tells of the upgrade (31 ms before, seen in 153). */
const TOLD_EARLY_MS = 1000;

export function createHttpsFirst(parts: HttpsFirstParts): HttpsFirst {
  const { memory, tabs, upgrades, now } = parts;

  async function resume(): Promise<void> {
    if (!(await memory.session.get())) return;
    await letThrough(await factsNow());
    for (const [tabId, attempt] of Object.entries((await memory.upgradeAttempts.get()) ?? {}))
      wait(Number(tabId), attempt);
  }

  async function factsNow(): Promise<NetworkFacts> {
    return (await memory.networkFacts.get()) ?? NOTHING_LEARNT;
  }

  function letThrough({ httpHosts }: NetworkFacts): Promise<void> {
    return upgrades.begin(Object.keys(httpHosts), ledTo);
  }

  // By the time that anybody asked the browser, a refusal may stand in the tab.
  const shown = new Map<number, { readonly url: string; readonly atMs: number }>();
  const trails = new Map<number, Trail>();
  /** Tab → site that answered at its HTTPS address, without a page. */
  const withoutPage = new Map<number, string>();

  async function shows(tabId: number, url: string | undefined): Promise<void> {
    const from = usable(url);
    if (from === undefined) shown.delete(tabId);
    else shown.set(tabId, { url: from, atMs: now() });
    if (url === undefined) return;
    const page = parseAddress(url);
    if (!page || !(await memory.session.get())) return;
    if (page.host === ledTo && page.scheme === 'http') {
      ledTo = undefined;
      await letThrough(await factsNow());
    }
    const attempt = (await memory.upgradeAttempts.get())?.[tabId];
    // Nobody listens to what an everyday HTTPS page answers, and Chromium tells late that it was not asked for.
    if (attempt?.host === page.host && page.scheme === 'https' && !attempt.isAnswered) {
      await answeredAt(tabId, page.host, await upgrades.statusOf(tabId));
    }
    if (withoutPage.get(tabId) !== page.host)
      await learnFacts((networkFacts) => withHttps(networkFacts, page));
  }

  async function answeredAt(tabId: number, host: string, status: number | undefined): Promise<void> {
    const isMissing = status !== undefined && isWithoutPage(status);
    if (isMissing) withoutPage.set(tabId, host);
    else withoutPage.delete(tabId);
    if (isMissing && (await failedNow(tabId, host, 'no-page'))) return;
    await memory.upgradeAttempts.update((attempts) => {
      const attempt = attempts?.[tabId];
      return attempt?.host === host ? { ...attempts, [tabId]: { ...attempt, isAnswered: true } } : attempts;
    });
  }

  async function learnFacts(change: (networkFacts: NetworkFacts) => NetworkFacts): Promise<NetworkFacts> {
    let before = NOTHING_LEARNT;
    const networkFacts = await memory.networkFacts.update((known = NOTHING_LEARNT) => {
      before = known;
      return change(known);
    });
    // What was only asked for so that the network answers is tried at its HTTPS address again.
    if (before.portal.through.length > 0 && networkFacts?.portal.through.length === 0) {
      await memory.portalTab.remove();
      await letThrough(networkFacts);
    }
    return networkFacts ?? NOTHING_LEARNT;
  }

  // A failure may come before its upgrade is written down, or even told.
  const enqueue = createSerialQueue<number>();
  const early = new Map<number, { host: string; failure: TryFailure; atMs: number }>();

  async function upgraded(tabId: number, { url, startedAtMs, isSent }: Upgrade): Promise<void> {
    // The browser's own page then says that it failed, and knows no way on.
    const host = usable(url) && parseAddress(url)?.host;
    if (host === undefined || !isTriedFirst(url)) return;
    if (!(await memory.session.get()) || (await isLetThrough(url))) return;
    const before = (await memory.upgradeAttempts.get())?.[tabId];
    // Chromium tries by itself, and then by our rule.
    const isSameTry = before?.url === url && !before.isAnswered && !before.isPatient;
    const page = shown.get(tabId);
    const trail = isSameTry
      ? { turns: {}, ...trails.get(tabId), from: before.from }
      : goingOn(trails.get(tabId), url, page?.url, page && startedAtMs - page.atMs);
    trails.set(tabId, trail);
    const attempt = {
      host,
      url,
      from: trail.from,
      isSent,
      isAnswered: false,
      isPatient: false,
      startedAtMs: isSameTry ? before.startedAtMs : startedAtMs,
    };
    await memory.upgradeAttempts.update((known) => ({ ...known, [tabId]: attempt }));
    const told = early.get(tabId);
    early.delete(tabId);
    if (isLooping(trail)) await failedNow(tabId, host, 'loop');
    else if (told?.host === host && now() - told.atMs < TOLD_EARLY_MS)
      await failedNow(tabId, host, told.failure);
    else wait(tabId, attempt);
  }

  function wait(tabId: number, { startedAtMs, isAnswered, isPatient }: UpgradeAttempt): void {
    if (isAnswered) return;
    const ms = isPatient ? PATIENT_TRY_MS : TRY_MS;
    parts.later(Math.max(0, startedAtMs + ms - now()), () => void giveUp(tabId, startedAtMs));
  }

  /** Firefox never says that nobody answers; Chromium after half a minute. */
  async function giveUp(tabId: number, startedAtMs: number): Promise<void> {
    const attempt = (await memory.upgradeAttempts.get())?.[tabId];
    if (!attempt || attempt.isAnswered || attempt.startedAtMs !== startedAtMs) return;
    const tab = await tabs.get(tabId);
    if (tab?.isLoading) await failed(tabId, attempt.host, 'silent');
    else await forgetAttempt(tabId);
  }

  async function asks(tabId: number, host: string): Promise<void> {
    const attempt = (await memory.upgradeAttempts.get())?.[tabId];
    if (attempt && attempt.host !== host) await forgetAttempt(tabId);
  }

  async function answered(tabId: number, answer: Answered): Promise<boolean> {
    if (!(await memory.session.get())) return false;
    const { host, scheme } = answer.page;
    if (scheme === 'https') await answeredAt(tabId, host, answer.isChallenge ? undefined : answer.status);
    const networkFacts = await learnFacts((known) => learn(known, answer));
    const visit = await memory.visit(tabId).get();
    if (visit?.page.host === host) {
      await parts.watch.record(tabId, { kind: 'answered' });
      await arrived(tabId, visit.page);
    }
    return !knowsEnough(networkFacts);
  }

  async function hstsSent(page: Address, header?: string): Promise<void> {
    if (!(await memory.session.get())) return;
    await memory.networkFacts.update((networkFacts = NOTHING_LEARNT) =>
      withHsts(networkFacts, page.host, header),
    );
  }

  async function redirected(
    tabId: number,
    from: Address,
    to: Address,
    answeredBy: Answered['network'],
  ): Promise<void> {
    if (from.scheme !== 'http' || from.site === to.site || !(await memory.session.get())) return;
    const known = await factsNow();
    if (!isPortalRedirect(known, from, to, answeredBy)) return;
    await memory.networkFacts.update((networkFacts = NOTHING_LEARNT) => withPortal(networkFacts, to.host));
    const visit = await memory.visit(tabId).get();
    if (visit?.page.host === to.host) await arrived(tabId, visit.page);
  }

  async function arrived(tabId: number, page: Address): Promise<void> {
    const networkFacts = hostFacts(await factsNow(), page);
    await parts.watch.record(tabId, { kind: 'network-facts', networkFacts });
  }

  function failed(tabId: number, host: string, failure: TryFailure): Promise<boolean> {
    return enqueue(tabId, () => failedNow(tabId, host, failure));
  }

  async function failedNow(tabId: number, host: string, failure: TryFailure): Promise<boolean> {
    const attempt = (await memory.upgradeAttempts.get())?.[tabId];
    const page = parseAddress(attempt?.url ?? '');
    if (!attempt || page?.host !== host || (attempt.isAnswered && failure !== 'loop')) {
      early.set(tabId, { host, failure, atMs: now() });
      return false;
    }
    await forgetAttempt(tabId);
    // Whoever sent Strict-Transport-Security (HSTS) is left to the browser, which lets nobody past.
    const networkFacts = await factsNow();
    if (hostFacts(networkFacts, page).hasHsts || (await isLetThrough(attempt.url))) return false;
    // A dead link at a site that has brought pages is one at its HTTP address too.
    if (failure === 'no-page' && networkFacts.httpsHosts.includes(host)) return false;
    const isPortalOpen = networkFacts.portal.hosts.includes(host) || (await memory.portalTab.get()) === tabId;
    const next = afterFailure(attempt, failure, isPortalOpen);
    if (next.kind === 'leave') return false;
    if (next.kind === 'go-on') {
      await allow(attempt.host, failure);
      await tabs.navigate(tabId, next.url);
      return true;
    }
    trails.delete(tabId);
    await memory.blockedNavigation(tabId).set(next.navigation);
    await tabs.showOwn(tabId, 'stop', `way=${tabId}`);
    return true;
  }

  /** Host that a tab is led to, although its HTTPS address answers. */
  let ledTo: string | undefined;

  async function allow(host: string, failure: TryFailure, isThrough = false): Promise<void> {
    const networkFacts = await memory.networkFacts.update((known = NOTHING_LEARNT) =>
      withHttp(known, host, failure, isThrough),
    );
    ledTo = failure === 'no-page' ? host : undefined;
    await letThrough(networkFacts ?? NOTHING_LEARNT);
  }

  async function isLetThrough(url: string): Promise<boolean> {
    const host = parseAddress(url)?.host ?? '';
    return Object.hasOwn((await factsNow()).httpHosts, host);
  }

  async function gone(tabId: number): Promise<void> {
    for (const known of [shown, trails, withoutPage, early]) known.delete(tabId);
    await forgetAttempt(tabId);
  }

  async function forgetAttempt(tabId: number): Promise<void> {
    if (!(await memory.upgradeAttempts.get())?.[tabId]) return;
    await memory.upgradeAttempts.update(({ [tabId]: _, ...others } = {}) => others);
  }

  async function answer(
    tabId: number,
    choice: InterstitialAnswer,
    interstitialTabId: number | undefined,
  ): Promise<string | undefined> {
    const navigation = await memory.blockedNavigation(tabId).get();
    if (!navigation) return BLANK;
    const goTo = await addressAfter(tabId, choice, navigation);
    await memory.blockedNavigation(tabId).remove();
    if (interstitialTabId === tabId) return goTo;
    // Chromium shows no page of ours in a private window, so this one stands beside it.
    await tabs.navigate(tabId, goTo);
    if (interstitialTabId !== undefined) await tabs.close([interstitialTabId]);
    await tabs.show(tabId);
    return undefined;
  }

  async function addressAfter(
    tabId: number,
    choice: InterstitialAnswer,
    navigation: BlockedNavigation,
  ): Promise<string> {
    const { host, url, from, failure, isSent } = navigation;
    if (choice === 'continue') {
      await allow(host, failure);
      // What was in the form cannot be asked for again, and the page that it is in can.
      return isSent && from ? from : url;
    }
    if (choice === 'portal') {
      const { portal } = await factsNow();
      const address = portal.address ?? url;
      await allow(parseAddress(address)?.host ?? host, failure, true);
      await memory.portalTab.set(tabId);
      return address;
    }
    if (choice === 'protected') {
      await stayOnHttps(tabId, navigation);
      return url.replace(/^http:/i, 'https:');
    }
    return from ?? BLANK;
  }

  /** The person wants to wait for the HTTPS address, or to see what it answered. */
  async function stayOnHttps(
    tabId: number,
    { host, url, from, failure, isSent }: BlockedNavigation,
  ): Promise<void> {
    if (failure === 'no-page') return;
    const attempt = { host, url, from, isSent, startedAtMs: now(), isAnswered: false, isPatient: true };
    await memory.upgradeAttempts.update((known) => ({ ...known, [tabId]: attempt }));
    wait(tabId, attempt);
  }

  async function portalChanged(isLocked: boolean, address: string | undefined): Promise<void> {
    if (!(await memory.session.get())) return;
    await memory.networkFacts.update((networkFacts = NOTHING_LEARNT) => ({
      ...networkFacts,
      portal: { ...networkFacts.portal, isLocked, address: isLocked ? usable(address) : undefined },
    }));
    if (!isLocked) await memory.portalTab.remove();
  }

  return {
    resume,
    shows: (tabId, url) => enqueue(tabId, () => shows(tabId, url)),
    upgraded: (tabId, ...upgrade) => enqueue(tabId, () => upgraded(tabId, ...upgrade)),
    asks: (tabId, host) => enqueue(tabId, () => asks(tabId, host)),
    answered: (tabId, answer) => enqueue(tabId, () => answered(tabId, answer)),
    hstsSent,
    redirected,
    arrived,
    failed,
    gone: (tabId) => enqueue(tabId, () => gone(tabId)),
    answer,
    portalChanged,
    interstitialOf: async (tabId) => {
      const navigation = await memory.blockedNavigation(tabId).get();
      if (!navigation) return undefined;
      const { code, host, failure, isSent } = navigation;
      const isFirst = isBeforeSignIn(await factsNow());
      const about = { failure, isSent, isBeforeSignIn: isFirst && MAY_BE_PORTAL.includes(failure) };
      return { code, host, target: host, canUpgrade: false, asks: 'password', navigation: about };
    },
  };
}
