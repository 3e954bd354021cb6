import type { BlockedHosts, Blocking } from '#core/blocking/blocking.ts';
import type { OrganisationList } from '#core/mail/organisation.ts';
import type { BlockedNavigation, UpgradeAttempt } from '#core/network/https-first.ts';
import type { NetworkFacts } from '#core/network/network-facts.ts';
import type { Connection } from '#core/network/tls-info.ts';
import type { Interstitial } from '#core/page/interstitial.ts';
import type { SentUnencrypted } from '#core/page/sent-unencrypted.ts';
import type { ThirdParty } from '#core/page/third-party.ts';
import type { Level } from '#core/page/verdict.ts';
import type { PageScan, Visit } from '#core/page/visit.ts';
import type { SettingId, SettingOutcome, SettingStatus } from '#core/session/hardening.ts';
import type { Language, Session } from '#core/session/session.ts';
import type { SessionTimer } from '#core/session/session-timer.ts';
import type { CookieFacts } from '#core/session/sign-in-cookie.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { ClockRecord } from '#core/tidy/clock.ts';
import type { PlannedStep, Scope, StepId } from '#core/tidy/plan.ts';
import type { Receipt, StepOutcome } from '#core/tidy/receipt.ts';

/** What the use cases need of the outside. Adapters in src/browser fill them, tests fake them. */

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

/** A host where the person should sign out. */
export interface Secret {
  readonly origin: string;
  readonly isDone: boolean;
  /** No password was seen; a cookie of the site looks like a lasting sign-in. */
  readonly isGuess?: boolean;
}

export type SignOutEntries = Readonly<Record<string, Secret>>;

export interface PendingInterstitial {
  readonly interstitial: Interstitial;
  /** What the tab asked for, where it still shows the page before. */
  readonly url?: string | undefined;
  /** The tab of the interstitial, once it is open. */
  readonly interstitialTabId: number | undefined;
}

/** The zoom of a tab at one site, by number of the tab. */
export type TabZooms = Readonly<Record<string, { readonly host: string; readonly factor: number }>>;

/** A tidy under way. */
export interface Leaving {
  readonly scope: Scope;
  readonly keepFiles: readonly number[];
  /** Steps that the person wants left alone, of those that `isOptional` names. */
  readonly leaveOut: readonly StepId[];
  readonly clipboardCleared: boolean;
  readonly leaveTabId: number | undefined;
  /** Tabs from before the session that the person wants closed too. */
  readonly closeTabs: readonly number[];
  readonly outcomes: readonly StepOutcome[];
}

export interface Finished {
  readonly receipt: Receipt;
  readonly language: Language;
}

/** Session memory: gone with the browser, never on disk. */
export interface Memory {
  readonly session: Item<Session>;
  readonly timer: Item<SessionTimer>;
  /** Hosts of all frames that were opened in the session, with the port where there is one. */
  readonly hosts: Item<readonly string[]>;
  readonly touchedTabs: Item<readonly number[]>;
  readonly signOutEntries: Item<SignOutEntries>;
  readonly consents: Item<readonly string[]>;
  /** Sites that got something without protection. */
  readonly sentUnencrypted: Item<SentUnencrypted>;
  /** Host → TLS info of its pages; the last one visited is last. */
  readonly connections: Item<readonly (readonly [string, Connection])[]>;
  readonly baseline: Item<Baseline>;
  readonly leaving: Item<Leaving>;
  readonly finished: Item<Finished>;
  /** What tells late arrivals, after the receipt, from other people's things. */
  readonly aftercare: Item<TidyContext & { readonly untilMs: number }>;
  readonly clock: Item<ClockRecord>;
  /** Kinds of things that were seen in the session and that only the person can remove. */
  readonly seen: Item<readonly StepId[]>;
  /** Lets one page of ours begin a tidy without a question, once. */
  readonly quickToken: Item<string>;
  readonly zooms: Item<TabZooms>;
  /** The browser ended in a session, and nobody tidied up after it. */
  readonly cutOff: Item<true>;
  readonly networkFacts: Item<NetworkFacts>;
  /** By number of the tab that waits for its HTTPS address. */
  readonly upgradeAttempts: Item<Readonly<Record<string, UpgradeAttempt>>>;
  /** The tab in which the person signs in to the network itself. */
  readonly portalTab: Item<number>;
  /** Service to be careful with → the tab in which the person was told of it. */
  readonly told: Item<Readonly<Record<string, number>>>;
  /** The list of the person's organisation, loaded by hand. */
  readonly organisation: Item<OrganisationList>;
  /** Addresses that the person pointed at, until our page takes them. */
  readonly pointedAt: Item<string>;
  readonly blocking: Item<Blocking>;
  /** What was stopped in the page that a tab shows. */
  blockedRequests(tabId: number): Item<BlockedHosts>;
  visit(tabId: number): HeldItem<Visit>;
  /** By the tab that is held back, not the tab of the interstitial. */
  interstitial(tabId: number): Item<PendingInterstitial>;
  /** The HTTPS address that failed, by the tab that a page of ours stands in for it. */
  blockedNavigation(tabId: number): Item<BlockedNavigation>;
  /** Forgets everything but the receipt and what looks after it. */
  clear(): Promise<void>;
}

/** A tidy under way. */
export interface JournalEntry {
  /** `undefined`: what was written cannot be read. */
  readonly scope: Scope | undefined;
  readonly finished: readonly StepId[];
}

/** The only thing ever written to disk, out of reach of pages and content scripts, and gone when the tidy ends. */
export type Journal = Item<JournalEntry>;

export interface Toolbar {
  /**
   * @param level - `unknown`: not looked at yet, which is never the same as quiet
   * @param isFresh - the tab went to another page, by which the browser took away what was shown for it
   */
  show(tabId: number, level: Level | 'unknown', language: Language, isFresh?: boolean): Promise<void>;
  /** Back to how a fresh install looks. */
  reset(): Promise<void>;
}

export interface Settings {
  harden(id: SettingId): Promise<SettingStatus>;
  /** Lets go of all settings this extension holds, from this session or one that was cut off. */
  restoreAll(): Promise<void>;
  countHeld(): Promise<number>;
  /** Those that starting a session changed and that still have the stricter value, whoever holds them. */
  countStrict(outcomes: readonly SettingOutcome[]): Promise<number>;
}

export interface Pages {
  /** Pages opened from now on are looked at, and passwords in them watched over. */
  watch(): Promise<void>;
  unwatch(): Promise<void>;
  /** Looks into all frames now; `undefined` where the browser keeps extensions away. */
  scan(tabId: number): Promise<{ scan: PageScan; thirdParties: readonly ThirdParty[] } | undefined>;
  /** Who a letter that is being written goes to; `undefined` where the browser keeps extensions away. */
  readRecipients(tabId: number): Promise<readonly string[] | undefined>;
  /** The person chose to go on somewhere: what is held in this tab asks again. */
  release(tabId: number): Promise<void>;
}

export interface Upgrades {
  /**
   * From now on names are asked for at their HTTPS address first, save these hosts.
   *
   * @param ledTo - led to its HTTP address until the next call, also where the browser asks for the protected one
   */
  begin(httpHosts: readonly string[], ledTo?: string): Promise<void>;
  end(): Promise<void>;
  /** With what status the page came; `undefined` where nobody can tell, and where it only looks who comes. */
  statusOf(tabId: number): Promise<number | undefined>;
}

/** What the browser does with requests by itself while a session runs. */
export interface Rules {
  /** Safe to repeat; what was asked for before no longer counts. */
  begin(blocking: Blocking): Promise<void>;
  end(): Promise<void>;
}

export interface TabInfo {
  readonly id: number;
  readonly url: string;
  readonly isPrivate: boolean;
  readonly isLoading?: boolean;
  /** `false`: another tab stands in front of it. */
  readonly isActive?: boolean;
}

export type OwnPage = 'stop' | 'leave' | 'cover' | 'mail';

export interface Tabs {
  get(tabId: number): Promise<TabInfo | undefined>;
  ids(): Promise<readonly number[]>;
  /** Those of the baseline that are still open. */
  earlier(baseline: Baseline, startedAtMs: number): Promise<readonly EarlierTab[]>;
  /** Opens one of our own pages, next to a tab where there is one. */
  openOwn(page: OwnPage, query?: string, besideTabId?: number): Promise<number | undefined>;
  /** Shows one of our own pages in this tab; beside it where the browser shows none in its window. */
  showOwn(tabId: number, page: OwnPage, query: string): Promise<void>;
  /** In a tab that waits to be looked at: screen and keyboard stay with the person. */
  openBehind(page: OwnPage): Promise<void>;
  findOwn(page: OwnPage): Promise<number | undefined>;
  closeOwn(except: readonly OwnPage[]): Promise<void>;
  open(url: string): Promise<void>;
  navigate(tabId: number, url: string): Promise<void>;
  /** To the page before, or to an empty one where there was none. */
  back(tabId: number): Promise<void>;
  reload(tabId: number): Promise<void>;
  show(tabId: number): Promise<void>;
  close(tabIds: readonly number[]): Promise<void>;
  minimiseOtherWindows(tabId: number | undefined): Promise<void>;
}

/** What whoever looks after the computer has set for all who use it; not believed before it was read. */
export interface Policy {
  organisation(): Promise<unknown>;
}

export interface SignIns {
  /** Cookies that came, or changed, since the session started. */
  newCookies(baseline: Baseline | undefined): Promise<readonly CookieFacts[]>;
  /** Whether the browser sends any cookie to this address. */
  hasCookies(url: string): Promise<boolean>;
}

export interface Idle {
  /** From now on the browser tells when there was no input for so many minutes; 0: as rarely as it can. */
  watch(minutes: number): void;
}

export interface Ticker {
  /** While it runs, the background stays alive and time is looked at. */
  run(isWanted: boolean): void;
}

/** All that a step may need to know of the session. */
export interface TidyContext {
  readonly scope: Scope;
  /** The start of what may be the person's, in ms since the epoch; 0 where all of it is to go. Never after now. */
  readonly sinceMs: number;
  /** When the session started, also where all is to go; 0 where nobody knows. */
  readonly startedAtMs: number;
  /** A session before this one ended with the browser, and nobody tidied up after it. */
  readonly followsCutOff: boolean;
  /** Whether the date of a thing tells whose it is. */
  readonly hasTrueDates: boolean;
  readonly hosts: readonly string[];
  readonly keepFiles: readonly number[];
  readonly keepTabIds: readonly number[];
  /** Kept, and nobody knows whether the person worked in them. */
  readonly unsureTabIds: readonly number[];
  /** Steps that the person wants left alone, for steps that do a part of another. */
  readonly leaveOut: readonly StepId[];
  readonly clipboardCleared: boolean;
  /** What starting a session made of the browser's settings. */
  readonly settings: readonly SettingOutcome[];
  /** Only cookies of these hosts and of what belongs to them; `undefined`: of all. */
  readonly cookieHosts?: readonly string[];
  /** Nothing in it where all is to go, save what tells files apart. */
  readonly baseline: Baseline;
}

export interface Cleaner {
  /** @returns what the person has to look after by hand, by name */
  clear(step: PlannedStep, context: TidyContext): Promise<readonly string[] | undefined>;
  /** What is still there, by what the clearing went by; `undefined` where the browser has no way to count it. */
  countLeft(step: PlannedStep, context: TidyContext): Promise<number | undefined>;
  /** The same by another interface or another mark, which does not miss what the clearing missed. */
  countAnotherWay(step: PlannedStep, context: TidyContext): Promise<number | undefined>;
  /** So much in it that the browser needs minutes. */
  isLargeProfile(): Promise<boolean>;
  /** What was removed does not come back when the browser is ended by force. */
  untilWritten(): Promise<void>;
}

/** A tab that was open before the session started, and that they may have worked in. */
export interface EarlierTab {
  readonly id: number;
  readonly title: string;
  /** It went to another address within the page. */
  readonly hasMoved: boolean;
  /** It stood in front for longer than a moment. */
  readonly wasShown: boolean;
}

export interface SavedDownload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly isRunning: boolean;
}

export interface Downloads {
  /** Those that came since the baseline. */
  ofSession(of: Pick<TidyContext, 'baseline'>): Promise<readonly SavedDownload[]>;
}
