import type { BlockedHosts, Blocking } from '#core/blocking/blocking.ts';
import type { OrganisationList } from '#core/mail/organisation.ts';
import { shortUrl, siteOf } from '#core/network/address.ts';
import type { BlockedNavigation, UpgradeAttempt } from '#core/network/https-first.ts';
import type { NetworkFacts } from '#core/network/network-facts.ts';
import type { TlsInfo } from '#core/network/tls-info.ts';
import type { PendingInterstitial } from '#core/page/interstitial.ts';
import type { SentUnencrypted } from '#core/page/sent-unencrypted.ts';
import type { Visit } from '#core/page/visit.ts';
import { fairEntries, firstOf, lastEntries, lastOf } from '#core/session/bounds.ts';
import type { Session } from '#core/session/session.ts';
import type { SessionTimer } from '#core/session/session-timer.ts';
import type { SignOutEntries } from '#core/session/sign-out.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { ClockRecord } from '#core/tidy/clock.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import { MAX_TOUCHED_HOSTS, type StepId } from '#core/tidy/plan.ts';
import type { Finished } from '#core/tidy/receipt.ts';
import type { Leaving } from '#core/tidy/request.ts';

/** One stored value. */
export interface Item<Value> {
  get(): Promise<Value | undefined>;
  set(value: Value): Promise<void>;
  remove(): Promise<void>;
  /** One writer at a time; `undefined` removes. */
  update(change: (value: Value | undefined) => Value | undefined): Promise<Value | undefined>;
}

export interface HeldItem<Value> extends Item<Value> {
  /** Like `update`, but not written where a background that lost it can make it anew. */
  hold(
    change: (value: Value | undefined) => Value | undefined,
    canBeLost: (value: Value) => boolean,
  ): Promise<Value | undefined>;
}

/** Where the values lie. */
export interface Store {
  /** @param bound - cuts off what a page made too long */
  item<Value>(key: string, bound?: (value: Value) => Value): Item<Value>;
  /** An item whose value need not be stored if `canBeLost` says so. */
  held<Value>(key: string): HeldItem<Value>;
  /** Read so rarely that the background keeps no copy. */
  uncached<Value>(key: string): Item<Value>;
  clear(isKept: (key: string) => boolean): Promise<void>;
}

/** The zoom of a tab at one site, by number of the tab. */
export type TabZooms = Readonly<Record<string, { readonly host: string; readonly factor: number }>>;

/** A person opens fewer tabs, and makes fewer choices. */
const MAX_TABS = 5000;
const MAX_CHOICES = 500;
/** Concurrent upgrade attempts. */
const MAX_ATTEMPTS = 100;
const MAX_SIGN_INS = 500;

/** What a tidy does not forget: the receipt, and what looks after it. */
const KEPT: readonly string[] = ['finished', 'aftercare'];

/**
 * Session memory: gone with the browser, never on disk. The one table of its keys in `storage.session`; those for a
 * tab end in its number.
 *
 * Only the running version of the extension writes here and no other context can reach it, so the shapes are types and
 * nothing is parsed. Whatever a page can make longer has a bound, here or where it is made; tests/app/session/
 * bounds.test.ts holds one for each key.
 */
export function createMemory({ item, held, uncached, clear }: Store) {
  return {
    session: item<Session>('session'),
    timer: uncached<SessionTimer>('timer'),
    /** Hosts of all frames that were opened in the session, with the port where there is one; the first ones. */
    hosts: item<readonly string[]>('hosts', (hosts) => firstOf(hosts, MAX_TOUCHED_HOSTS)),
    touchedTabs: item<readonly number[]>('touched-tabs', (ids) => lastOf(ids, MAX_TABS)),
    signOutEntries: item<SignOutEntries>('sign-out-entries', (entries) =>
      fairEntries(entries, MAX_SIGN_INS, siteOf),
    ),
    /** What the person went on past, by `consentKey`. */
    consents: item<readonly string[]>('consents', (keys) => lastOf(keys, MAX_CHOICES)),
    sentUnencrypted: item<SentUnencrypted>('sent-unencrypted'),
    /** Host → TLS info of its pages; the last one visited is last. */
    tlsInfo: item<readonly (readonly [string, TlsInfo])[]>('tls-info'),
    baseline: item<Baseline>('baseline'),
    leaving: item<Leaving>('leaving'),
    finished: item<Finished>('finished'),
    /** What tells late arrivals, after the receipt, from other people's things. */
    aftercare: item<TidyContext & { readonly untilMs: number }>('aftercare'),
    clock: item<ClockRecord>('clock'),
    /** Kinds of things that were seen in the session and that only the person can remove. */
    seen: item<readonly StepId[]>('seen'),
    /** Lets one page of ours begin a tidy without a question, once. */
    quickToken: item<string>('quick-token'),
    zooms: item<TabZooms>('zooms', (zooms) => lastEntries(zooms, MAX_CHOICES)),
    /** The browser ended in a session, and nobody tidied up after it. */
    cutOff: item<true>('cut-off'),
    networkFacts: item<NetworkFacts>('network-facts'),
    /** By number of the tab that waits for its HTTPS address. */
    upgradeAttempts: item<Readonly<Record<string, UpgradeAttempt>>>('upgrade-attempts', (attempts) =>
      lastEntries(attempts, MAX_ATTEMPTS),
    ),
    /** The tab in which the person signs in to the network itself. */
    portalTab: item<number>('portal-tab'),
    /** Mail service to be careful with → the tab in which the person was told of it. */
    told: item<Readonly<Record<string, number>>>('told'),
    /** The list of the person's organisation, loaded by hand. */
    organisation: item<OrganisationList>('organisation'),
    /** Addresses that the person selected, until our page takes them. */
    pointedAt: uncached<string>('pointed-at'),
    blocking: item<Blocking>('blocking', withinBlockingBounds),
    visit: (tabId: number) => held<Visit>(`visit-${tabId}`),
    /** Requests that were blocked in the page that the tab shows. */
    blockedRequests: (tabId: number) => item<BlockedHosts>(`blocked-requests-${tabId}`),
    /** By the tab that is held back, not the tab of the interstitial. */
    interstitial: (tabId: number) => item(`interstitial-${tabId}`, withinInterstitialBounds),
    /** The HTTPS address that failed, by the tab that a page of ours stands in for it. */
    blockedNavigation: (tabId: number) => item<BlockedNavigation>(`blocked-navigation-${tabId}`),
    /** Forgets everything but the receipt and what looks after it. */
    clear: () => clear((key) => KEPT.includes(key)),
  };
}

export type Memory = ReturnType<typeof createMemory>;

/** When the memory is full these go first: the pages are then shown as not looked at, which is never "clear". */
export const GOES_FIRST = /^(visit|blocked-requests)-/;

function withinBlockingBounds(blocking: Blocking): Blocking {
  const paused = lastOf(blocking.paused, MAX_CHOICES);
  return paused === blocking.paused ? blocking : { ...blocking, paused };
}

function withinInterstitialBounds(pending: PendingInterstitial): PendingInterstitial {
  return { ...pending, url: shortUrl(pending.url) };
}
