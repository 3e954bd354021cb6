import type { BlockingState, LeaveState, PageState, PopupState, TimerState } from '#contracts/messages.ts';
import type { BlockedHosts, Blocking } from '#core/blocking/blocking.ts';
import { parseAddress } from '#core/network/address.ts';
import { imitationBy } from '#core/page/detectors/look-alike-domain.ts';
import type { Lists } from '#core/page/finding.ts';
import { isOn, type Visit } from '#core/page/visit.ts';
import type { Begin } from '#core/session/begin.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { Language } from '#core/session/session.ts';
import { minutesOf, type SessionTimer } from '#core/session/session-timer.ts';
import { sitesIn } from '#core/session/sign-out.ts';
import { isSince } from '#core/session/times.ts';
import { planTidy } from '#core/tidy/plan.ts';
import { pause } from '#lib/pause.ts';
import type { TrackerBlocking } from '../blocking/block-trackers.ts';
import type { Memory } from '../memory.ts';
import type { SessionTimerControl, TimerChange } from '../session/session-timer.ts';
import { readVoice } from '../session/voice.ts';
import type { Tabs } from '../tabs.ts';
import type { Aftercare } from '../tidy/aftercare.ts';
import type { Leave } from '../tidy/leave.ts';
import type { VisitObserver } from './observe-visits.ts';

/** State of the extension's own pages, assembled from session storage. */
export interface ViewStates {
  /** Scans the page too; if that takes long, its result is left to `inspected`. */
  popup(tabId: number | undefined): Promise<PopupState>;
  /** Scans the page and returns the result. */
  inspected(tabId: number): Promise<PageState>;
  blocking(): Promise<BlockingState | undefined>;
  setBlocking(isOn: boolean): Promise<BlockingState | undefined>;
  timer(): Promise<TimerState | undefined>;
  changeTimer(change: TimerChange): Promise<TimerState | undefined>;
  /** Also starts a check for late data; its result is in a later reply, since the page polls. */
  leave(begin: Begin | undefined, leaveTabId: number | undefined): Promise<LeaveState>;
}

/** A popup that opens with the browser waits this long for what there is to say of a session before. */
const RECOVERY_MS = 3000;

const NOT_WEB: PageState = { kind: 'not-web' };

export interface ViewStateParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly tabs: Pick<Tabs, 'get'>;
  readonly lists: Lists;
  readonly visits: Pick<VisitObserver, 'inspectNow'>;
  readonly trackers: Pick<TrackerBlocking, 'set' | 'settle'>;
  readonly leave: Pick<Leave, 'begins' | 'lists' | 'cutShort' | 'facts' | 'receiptShown'>;
  readonly aftercare: Pick<Aftercare, 'look'>;
  readonly timer: Pick<SessionTimerControl, 'tick' | 'change'>;
  readonly recovered: () => Promise<void>;
  readonly isAllowedInPrivate: () => Promise<boolean>;
  readonly isAllowedOnPages: () => Promise<boolean>;
  readonly language: () => Promise<Language>;
}

export function createViewStates(parts: ViewStateParts): ViewStates {
  const { visits, trackers, timer, aftercare, leave } = parts;

  async function blocking(): Promise<BlockingState | undefined> {
    await trackers.settle();
    return blockingState(parts, undefined);
  }

  async function inspected(tabId: number): Promise<PageState> {
    await visits.inspectNow(tabId);
    await trackers.settle();
    return pageState(parts, tabId);
  }

  return {
    popup: async (tabId) => {
      await Promise.race([parts.recovered(), pause(RECOVERY_MS)]);
      const scanned = tabId === undefined ? NOT_WEB : inspected(tabId).catch(() => undefined);
      return popupState(parts, scanned, tabId);
    },
    inspected,
    blocking,
    setBlocking: async (isOn) => {
      await trackers.set(isOn);
      return blocking();
    },
    timer: async () => timerState(await timer.tick()),
    changeTimer: async (change) => timerState(await timer.change(change)),
    leave: async (begin, leaveTabId) => {
      void aftercare.look();
      await leave.receiptShown(leaveTabId);
      return leaveState(parts, begin, leaveTabId);
    },
  };
}

/** A page that responds does so within this; a slower one does not delay the popup. */
const SCAN_MS = 50;

async function popupState(
  parts: ViewStateParts,
  scanned: PageState | Promise<PageState | undefined>,
  tabId: number | undefined,
): Promise<PopupState> {
  const { memory } = parts;
  const [
    page,
    session,
    isAllowedInPrivate,
    isAllowedOnPages,
    cutShort,
    tab,
    timer,
    blocking,
    voice,
    signOut,
  ] = await Promise.all([
    Promise.race([scanned, pause(SCAN_MS)]),
    memory.session.get(),
    parts.isAllowedInPrivate(),
    parts.isAllowedOnPages(),
    parts.leave.cutShort(),
    tabId === undefined ? undefined : parts.tabs.get(tabId),
    parts.timer.tick(),
    parts.trackers.settle().then(() => memory.blocking.get()),
    readVoice(memory),
    memory.signOutEntries.get(),
  ]);
  return {
    session,
    voice,
    signedIn: session ? sitesIn(signOut ?? {}, undefined).filter(({ isDone }) => !isDone).length : 0,
    blocking: blocking && onTab(blocking, tab),
    page: page ?? undefined,
    windowKind: tab?.isPrivate ? 'private' : 'normal',
    isAllowedInPrivate,
    isAllowedOnPages,
    cutShort,
    minutesLeft: minutesLeft(timer),
  };
}

function timerState(timer: SessionTimer | undefined): TimerState | undefined {
  return timer && { idleMinutes: timer.idleMinutes, minutesLeft: minutesLeft(timer) };
}

function minutesLeft(timer: SessionTimer | undefined): number | undefined {
  return timer?.limit && minutesOf(timer.limit);
}

export async function pageState(
  { memory, tabs, lists }: Pick<ViewStateParts, 'memory' | 'tabs' | 'lists'>,
  tabId: number,
): Promise<PageState> {
  const [visit, blocked, tab] = await Promise.all([
    memory.visit(tabId).get(),
    memory.blockedRequests(tabId).get(),
    tabs.get(tabId),
  ]);
  const page = parseAddress(tab?.url ?? '');
  if (visit && (!page || isOn(visit, page))) {
    const seen = { ...visit, blocked: blockedHosts(blocked) };
    return { kind: 'visit', visit: seen, imitation: imitationBy(visit.page, lists) };
  }
  return page ? { kind: 'not-seen' } : NOT_WEB;
}

function blockedHosts(blocked: BlockedHosts = {}): Visit['blocked'] {
  return Object.entries(blocked).flatMap(([host, count]) => {
    const address = parseAddress(`https://${host}/`);
    return address ? [{ host: address.host, site: address.site, count }] : [];
  });
}

/** `undefined` if no session runs. */
export async function blockingState(
  { memory, tabs }: Pick<ViewStateParts, 'memory' | 'tabs'>,
  tabId: number | undefined,
): Promise<BlockingState | undefined> {
  const [blocking, tab] = await Promise.all([
    memory.blocking.get(),
    tabId === undefined ? undefined : tabs.get(tabId),
  ]);
  return blocking && onTab(blocking, tab);
}

function onTab(
  { isOn, blocked, paused }: Blocking,
  tab: { readonly url: string } | undefined,
): BlockingState {
  const site = parseAddress(tab?.url ?? '')?.site;
  return { isOn, blocked, isPaused: site !== undefined && paused.includes(site) };
}

async function leaveState(
  parts: ViewStateParts,
  begin: Begin | undefined,
  leaveTabId: number | undefined,
): Promise<LeaveState> {
  const { memory } = parts;
  // First, because it may start the tidy.
  const timer = await parts.timer.tick();
  const [session, leaving, finished, signOut, sentUnencrypted, cutShort, facts] = await Promise.all([
    memory.session.get(),
    memory.leaving.get(),
    memory.finished.get(),
    memory.signOutEntries.get(),
    memory.sentUnencrypted.get(),
    parts.leave.cutShort(),
    parts.leave.facts(),
  ]);
  const isIdle = !leaving && !finished;
  const begins = isIdle ? await parts.leave.begins(leaveTabId) : [];
  const lists = isIdle ? await parts.leave.lists(begin) : undefined;
  return {
    language: session?.language ?? finished?.language ?? (await parts.language()),
    place: session?.place,
    startedAtMs: session?.startedAtMs,
    begins,
    browser: parts.browser,
    progress: progressOf(),
    countdown: timer?.ending && { cause: timer.ending.cause, leftMs: Math.max(0, timer.ending.leftMs) },
    minutesLeft: timer?.isReminded ? minutesLeft(timer) : undefined,
    signOut: sitesIn(signOut ?? {}, lists?.fromMs),
    sentUnencrypted: Object.entries(sentUnencrypted ?? {}).flatMap(([host, { kinds, atMs }]) =>
      isSince(atMs, lists?.fromMs) ? [{ host, kinds }] : [],
    ),
    files: lists?.files ?? [],
    unsureTabs: lists?.unsureTabs ?? [],
  };

  function progressOf(): LeaveState['progress'] {
    if (finished) return { stage: 'finished', receipt: finished.receipt };
    if (leaving) {
      const steps = planTidy(parts.browser, leaving.scope, facts).map(({ id }) => id);
      return { stage: 'running', steps, outcomes: leaving.outcomes };
    }
    if (session && facts.hasSession) return { stage: 'ready' };
    // The baseline is lost: everything, or nothing.
    if (session) return { stage: 'cut-short', what: 'visit' };
    if (cutShort) return { stage: 'cut-short', what: cutShort };
    return begins.length > 0 ? { stage: 'ready' } : { stage: 'no-session' };
  }
}
