import { type Address, parseAddress, shortUrl } from '#core/network/address.ts';
import {
  afterFailure,
  isLooping,
  isSameTry,
  isTriedFirst,
  isWithoutPage,
  type TryFailure,
  type UpgradeAttempt,
} from '#core/network/https-first.ts';
import { type Answered, knowsEnough, learn, withHsts, withHttps } from '#core/network/network-facts.ts';
import type { Later } from '#lib/limit.ts';
import { createSerialQueue } from '#lib/serial-queue.ts';
import type { Memory } from '../memory.ts';
import type { VisitObserver } from '../page/observe-visits.ts';
import type { Tabs } from '../tabs.ts';
import { type BlockedNavigations, createBlockedNavigations } from './blocked-navigations.ts';
import { type CaptivePortal, createCaptivePortal } from './captive-portal.ts';
import { createKnownNetwork, type Upgrades } from './network-facts.ts';
import { createTrails } from './trails.ts';
import { createUpgradeAttempts } from './upgrade-attempts.ts';

/** Upgrades HTTP navigations to HTTPS, and shows an interstitial if that fails. */
export interface HttpsFirst extends BlockedNavigations, Pick<CaptivePortal, 'portalChanged'> {
  /** When the background starts: restarts the timers of pending attempts. */
  resume(): Promise<void>;
  /** @param url - a web page that loaded, no error page; `undefined`: the tab shows none */
  shows(tabId: number, url: string | undefined): Promise<void>;
  upgraded(tabId: number, upgrade: Upgrade): Promise<void>;
  /** The tab requests another page, so its pending attempt is void. */
  asks(tabId: number, host: string): Promise<void>;
  /** @returns whether further responses of ordinary HTTPS pages would show anything new */
  answered(tabId: number, answered: Answered): Promise<boolean>;
  /** The site sent Strict-Transport-Security (HSTS). */
  hstsSent(page: Address, header?: string): Promise<void>;
  redirected(tabId: number, from: Address, to: Address, answeredBy: Answered['network']): Promise<void>;
  /** A page was committed: adds what is known about its host. */
  arrived(tabId: number, page: Address): Promise<void>;
  /** @returns whether the failure was handled; the browser's error page is then replaced */
  failed(tabId: number, host: string, failure: TryFailure): Promise<boolean>;
  gone(tabId: number): Promise<void>;
}

/** The browser upgraded this HTTP URL. */
export interface Upgrade {
  readonly url: string;
  /** When HTTPS was first requested, in this attempt or the previous one; milliseconds since the epoch. */
  readonly startedAtMs: number;
  /** The navigation submits a form. */
  readonly isSent: boolean;
}

export interface HttpsFirstParts {
  readonly memory: Memory;
  readonly tabs: Tabs;
  readonly upgrades: Upgrades;
  readonly visits: Pick<VisitObserver, 'record'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly later: Later;
}

/** Firefox may report the failure before the upgrade (31 ms before, seen in 153). */
const TOLD_EARLY_MS = 1000;

export function createHttpsFirst(parts: HttpsFirstParts): HttpsFirst {
  const { memory, tabs, upgrades, visits, now } = parts;
  const network = createKnownNetwork(parts);
  const portal = createCaptivePortal({ memory, network });
  const attempts = createUpgradeAttempts({ ...parts, onSilent: (...silent) => void giveUp(...silent) });
  const navigations = createBlockedNavigations({ ...parts, network, attempts });
  const trails = createTrails(now);
  /** Tab → host that responded over HTTPS without a page. */
  const withoutPage = new Map<number, string>();
  const early = new Map<number, { host: string; failure: TryFailure; atMs: number }>();
  // A failure may be reported before its upgrade is stored, or even reported.
  const enqueue = createSerialQueue<number>();

  async function hasSession(): Promise<boolean> {
    return (await memory.session.get()) !== undefined;
  }

  async function shows(tabId: number, url: string | undefined): Promise<void> {
    trails.shows(tabId, url);
    const page = url === undefined ? undefined : parseAddress(url);
    if (!page) return;
    await network.shown(page);
    const attempt = await attempts.of(tabId);
    // Responses of ordinary HTTPS pages are not observed, and Chromium reports its own upgrades late.
    if (attempt?.host === page.host && page.scheme === 'https' && !attempt.isAnswered) {
      await answeredAt(tabId, page.host, await upgrades.statusOf(tabId));
    }
    if (withoutPage.get(tabId) !== page.host) await network.learn((facts) => withHttps(facts, page));
  }

  async function answeredAt(tabId: number, host: string, status: number | undefined): Promise<void> {
    const isMissing = status !== undefined && isWithoutPage(status);
    if (isMissing) withoutPage.set(tabId, host);
    else withoutPage.delete(tabId);
    if (isMissing && (await failedNow(tabId, host, 'no-page'))) return;
    await attempts.answered(tabId, host);
  }

  async function upgraded(tabId: number, { url, startedAtMs, isSent }: Upgrade): Promise<void> {
    // For an overlong URL the browser's own error page is shown, without a way to continue.
    const host = shortUrl(url) && parseAddress(url)?.host;
    if (host === undefined || !isTriedFirst(url)) return;
    if (!(await hasSession()) || (await network.isHttpAllowed(url))) return;
    const before = await attempts.of(tabId);
    const sameTry = isSameTry(before, url) ? before : undefined;
    const trail = trails.goOn(tabId, url, startedAtMs, sameTry);
    const attempt: UpgradeAttempt = {
      host,
      url,
      from: trail.from,
      isSent,
      isAnswered: false,
      isPatient: false,
      startedAtMs: sameTry?.startedAtMs ?? startedAtMs,
    };
    await attempts.set(tabId, attempt);
    const told = early.get(tabId);
    early.delete(tabId);
    if (isLooping(trail)) await failedNow(tabId, host, 'loop');
    else if (told?.host === host && now() - told.atMs < TOLD_EARLY_MS)
      await failedNow(tabId, host, told.failure);
    else attempts.wait(tabId, attempt);
  }

  async function giveUp(tabId: number, { host }: UpgradeAttempt): Promise<void> {
    const tab = await tabs.get(tabId);
    if (tab?.isLoading) await failed(tabId, host, 'silent');
    else await attempts.forget(tabId);
  }

  async function asks(tabId: number, host: string): Promise<void> {
    const attempt = await attempts.of(tabId);
    if (attempt && attempt.host !== host) await attempts.forget(tabId);
  }

  async function answered(tabId: number, answer: Answered): Promise<boolean> {
    const { host, scheme } = answer.page;
    if (scheme === 'https') await answeredAt(tabId, host, answer.isChallenge ? undefined : answer.status);
    const facts = await network.learn((known) => learn(known, answer));
    const visit = await memory.visit(tabId).get();
    if (visit?.page.host === host) {
      await visits.record(tabId, { kind: 'answered' });
      await arrived(tabId, visit.page);
    }
    return !knowsEnough(facts);
  }

  async function arrived(tabId: number, page: Address): Promise<void> {
    await visits.record(tabId, { kind: 'network-facts', networkFacts: await network.factsOf(page) });
  }

  function failed(tabId: number, host: string, failure: TryFailure): Promise<boolean> {
    return enqueue(tabId, () => failedNow(tabId, host, failure));
  }

  async function failedNow(tabId: number, host: string, failure: TryFailure): Promise<boolean> {
    const attempt = await attempts.of(tabId);
    const page = parseAddress(attempt?.url ?? '');
    if (!attempt || page?.host !== host || (attempt.isAnswered && failure !== 'loop')) {
      early.set(tabId, { host, failure, atMs: now() });
      return false;
    }
    await attempts.forget(tabId);
    const facts = await network.facts();
    const { hasHsts } = await network.factsOf(page);
    // With HSTS the browser's own page stays, which allows no exception.
    if (hasHsts || (await network.isHttpAllowed(attempt.url))) return false;
    // If the site has shown HTTPS pages, a missing page is a dead link over HTTP too.
    if (failure === 'no-page' && facts.httpsHosts.includes(host)) return false;
    const isPortalOpen = facts.portal.hosts.includes(host) || (await memory.portalTab.get()) === tabId;
    const next = afterFailure(attempt, failure, isPortalOpen);
    if (next.kind === 'leave') return false;
    if (next.kind === 'go-on') {
      await network.allowHttp(attempt.host, failure);
      await tabs.navigate(tabId, next.url);
      return true;
    }
    trails.end(tabId);
    await memory.blockedNavigation(tabId).set(next.navigation);
    await tabs.showOwn(tabId, 'stop', `way=${tabId}`);
    return true;
  }

  async function gone(tabId: number): Promise<void> {
    trails.forget(tabId);
    withoutPage.delete(tabId);
    early.delete(tabId);
    await attempts.forget(tabId);
  }

  return {
    ...navigations,
    portalChanged: portal.portalChanged,
    resume: async () => {
      if (!(await hasSession())) return;
      await network.applyRules();
      await attempts.resume();
    },
    shows: (tabId, url) => enqueue(tabId, () => shows(tabId, url)),
    upgraded: (tabId, upgrade) => enqueue(tabId, () => upgraded(tabId, upgrade)),
    asks: (tabId, host) => enqueue(tabId, () => asks(tabId, host)),
    answered: (tabId, answer) => enqueue(tabId, () => answered(tabId, answer)),
    hstsSent: async (page, header) => {
      if (await hasSession()) await network.learn((facts) => withHsts(facts, page.host, header));
    },
    redirected: async (tabId, from, to, answeredBy) => {
      if (!(await portal.redirected(from, to, answeredBy))) return;
      const visit = await memory.visit(tabId).get();
      if (visit?.page.host === to.host) await arrived(tabId, visit.page);
    },
    arrived,
    failed,
    gone: (tabId) => enqueue(tabId, () => gone(tabId)),
  };
}
