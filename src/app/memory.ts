import type { BlockedHosts, Blocking } from '#core/blocking/blocking.ts';
import type { OrganisationList } from '#core/mail/organisation.ts';
import { shortUrl, siteOf } from '#core/network/address.ts';
import type { BlockedNavigation, UpgradeAttempt } from '#core/network/https-first.ts';
import type { NetworkFacts } from '#core/network/network-facts.ts';
import type { TlsInfo } from '#core/network/tls-info.ts';
import type { PendingInterstitial } from '#core/page/interstitial.ts';
import type { SentUnencrypted } from '#core/page/sent-unencrypted.ts';
import type { Visit } from '#core/page/visit.ts';
import type { Mark } from '#core/session/begin.ts';
import { fairEntries, firstEntries, lastEntries, lastOf } from '#core/session/bounds.ts';
import type { Session } from '#core/session/session.ts';
import type { SessionTimer } from '#core/session/session-timer.ts';
import type { SignOutEntries } from '#core/session/sign-out.ts';
import type { Times } from '#core/session/times.ts';
import type { Voice } from '#core/session/voice.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { ClockRecord } from '#core/tidy/clock.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import { MAX_TOUCHED_HOSTS, type StepId } from '#core/tidy/plan.ts';
import type { Finished } from '#core/tidy/receipt.ts';
import type { Leaving } from '#core/tidy/request.ts';

/** A stored value. */
export interface Item<Value> {
  get(): Promise<Value | undefined>;
  set(value: Value): Promise<void>;
  remove(): Promise<void>;
  /** Changes are serialized; `undefined` removes the value. */
  update(change: (value: Value | undefined) => Value | undefined): Promise<Value | undefined>;
}

export interface HeldItem<Value> extends Item<Value> {
  /** Like `update`, but skips the write if a restarted background could rebuild the value. */
  hold(
    change: (value: Value | undefined) => Value | undefined,
    canBeLost: (value: Value) => boolean,
  ): Promise<Value | undefined>;
}

/** Storage behind the items. */
export interface Store {
  /** @param bound - trims a value that a page made too large */
  item<Value>(key: string, bound?: (value: Value) => Value): Item<Value>;
  /** An item whose value need not be stored if `canBeLost` says so. */
  held<Value>(key: string): HeldItem<Value>;
  /** For values that are rarely read: not cached. */
  uncached<Value>(key: string): Item<Value>;
  clear(isKept: (key: string) => boolean): Promise<void>;
}

/** Zoom of tabs at one site, by tab id. */
export type TabZooms = Readonly<Record<string, { readonly host: string; readonly factor: number }>>;

/** Limits above what a person reaches. */
const MAX_TABS = 5000;
const MAX_CHOICES = 500;
/** Concurrent upgrade attempts. */
const MAX_ATTEMPTS = 100;
const MAX_SIGN_INS = 500;

/** Keys that survive the tidy: the receipt and its aftercare. */
const KEPT: readonly string[] = ['finished', 'aftercare'];

/**
 * Session storage: ends with the browser, never on disk. The only list of its keys; keys of a tab end with its id.
 *
 * Only the running version writes here and no other context has access, so values are typed and not validated. Every
 * value that a page can grow is bounded, here or where it is computed; tests/app/session/bounds.test.ts lists all
 * bounds.
 */
export function createMemory({ item, held, uncached, clear }: Store) {
  return {
    session: item<Session>('session'),
    /** From when on pages are observed. */
    mark: item<Mark>('mark'),
    voice: item<Voice>('voice'),
    timer: uncached<SessionTimer>('timer'),
    /** Hosts of all frames that were opened, with the port where there is one; the first ones. */
    hosts: item<Times>('hosts', (hosts) => firstEntries(hosts, MAX_TOUCHED_HOSTS)),
    /** Tabs in which a page was seen to open, or that a person used. */
    touchedTabs: item<Times>('touched-tabs', (tabs) => lastEntries(tabs, MAX_TABS)),
    signOutEntries: item<SignOutEntries>('sign-out-entries', (entries) =>
      fairEntries(entries, MAX_SIGN_INS, siteOf),
    ),
    /** What somebody went on past, by `consentKey`. */
    consents: item<Times>('consents', (keys) => lastEntries(keys, MAX_CHOICES)),
    // A word of its name may not be in the key: it would mark its owner.
    sentUnencrypted: item<SentUnencrypted>('sent-over-http'),
    /** Host → TLS info, most recently visited last. */
    tlsInfo: item<readonly (readonly [string, TlsInfo])[]>('tls-info'),
    baseline: item<Baseline>('baseline'),
    leaving: item<Leaving>('leaving'),
    finished: item<Finished>('finished'),
    /** Context that identifies the session's late data after the receipt. */
    aftercare: item<TidyContext & { readonly untilMs: number }>('aftercare'),
    clock: item<ClockRecord>('clock'),
    /** Manual steps that the session needs. */
    seen: item<readonly StepId[]>('seen'),
    /** Authorizes one page to start a tidy without a question, once. */
    quickToken: item<string>('quick-token'),
    zooms: item<TabZooms>('zooms', (zooms) => lastEntries(zooms, MAX_CHOICES)),
    /** The browser ended during a session without a tidy. */
    cutOff: item<true>('cut-off'),
    networkFacts: item<NetworkFacts>('network-facts'),
    /** By id of the tab that waits for HTTPS. */
    upgradeAttempts: item<Readonly<Record<string, UpgradeAttempt>>>('upgrade-attempts', (attempts) =>
      lastEntries(attempts, MAX_ATTEMPTS),
    ),
    /** The tab in which the person signs in to the network. */
    portalTab: item<number>('portal-tab'),
    /** Mail service with a warning → the tab in which it was shown. */
    told: item<Readonly<Record<string, number>>>('told'),
    /** The organization's list, loaded by hand. */
    organisation: item<OrganisationList>('organisation'),
    /** Addresses selected or read in a page, until the mail page takes them. */
    pointedAt: uncached<string>('pointed-at'),
    blocking: item<Blocking>('blocking', withinBlockingBounds),
    visit: (tabId: number) => held<Visit>(`visit-${tabId}`),
    /** Blocked requests of the tab's current page. */
    blockedRequests: (tabId: number) => item<BlockedHosts>(`blocked-requests-${tabId}`),
    /** By id of the blocked tab, not of the interstitial's tab. */
    interstitial: (tabId: number) => item(`interstitial-${tabId}`, withinInterstitialBounds),
    /** The failed navigation, by id of the tab in which it is blocked. */
    blockedNavigation: (tabId: number) => item<BlockedNavigation>(`blocked-navigation-${tabId}`),
    /** Removes everything but the receipt and its aftercare. */
    clear: () => clear((key) => KEPT.includes(key)),
  };
}

export type Memory = ReturnType<typeof createMemory>;

/** Keys evicted first when the storage is full: the pages are then "not looked at", which is never "clear". */
export const GOES_FIRST = /^(visit|blocked-requests)-/;

function withinBlockingBounds(blocking: Blocking): Blocking {
  const paused = lastOf(blocking.paused, MAX_CHOICES);
  return paused === blocking.paused ? blocking : { ...blocking, paused };
}

function withinInterstitialBounds(pending: PendingInterstitial): PendingInterstitial {
  return { ...pending, url: shortUrl(pending.url) };
}
