import type { BlockingState, LeaveState, PageState, PopupState, TimerState } from '#contracts/messages.ts';
import type { BlockedHosts } from '#core/blocking/blocking.ts';
import { parseAddress } from '#core/network/address.ts';
import { imitationBy } from '#core/page/detectors/look-alike-domain.ts';
import type { Lists } from '#core/page/finding.ts';
import { isOn, type Visit } from '#core/page/visit.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { Language } from '#core/session/session.ts';
import { minutesOf, type SessionTimer } from '#core/session/session-timer.ts';
import { planTidy } from '#core/tidy/plan.ts';
import type { Downloads, Memory, Tabs } from '../ports.ts';
import type { SessionTimerControl } from '../session/session-timer.ts';
import type { Leave } from '../tidy/leave.ts';

/** What our own pages show, put together from what is remembered. */

export interface ViewStateParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly tabs: Tabs;
  readonly lists: Lists;
  readonly downloads: Downloads;
  readonly leave: Leave;
  readonly timer: Pick<SessionTimerControl, 'tick'>;
  readonly isAllowedInPrivate: () => Promise<boolean>;
  readonly isAllowedOnPages: () => Promise<boolean>;
  readonly language: () => Language;
}

export async function popupState(parts: ViewStateParts, tabId: number | undefined): Promise<PopupState> {
  const [session, isAllowedInPrivate, isAllowedOnPages, cutShort, tab, timer, blocking] = await Promise.all([
    parts.memory.session.get(),
    parts.isAllowedInPrivate(),
    parts.isAllowedOnPages(),
    parts.leave.cutShort(),
    tabId === undefined ? undefined : parts.tabs.get(tabId),
    parts.timer.tick(),
    blockingState(parts, tabId),
  ]);
  return {
    session,
    blocking,
    page: tabId === undefined ? { kind: 'not-web' } : await pageState(parts, tabId),
    windowKind: tab?.isPrivate ? 'private' : 'normal',
    isAllowedInPrivate,
    isAllowedOnPages,
    cutShort,
    minutesLeft: minutesLeft(timer),
  };
}

export function timerState(timer: SessionTimer | undefined): TimerState | undefined {
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
  return page ? { kind: 'not-seen' } : { kind: 'not-web' };
}

function blockedHosts(blocked: BlockedHosts = {}): Visit['blocked'] {
  return Object.entries(blocked).flatMap(([host, count]) => {
    const address = parseAddress(`https://${host}/`);
    return address ? [{ host: address.host, site: address.site, count }] : [];
  });
}

/** `undefined` where no session runs, or the tab shows no site that could be let through. */
export async function blockingState(
  { memory, tabs }: Pick<ViewStateParts, 'memory' | 'tabs'>,
  tabId: number | undefined,
): Promise<BlockingState | undefined> {
  const [blocking, tab] = await Promise.all([
    memory.blocking.get(),
    tabId === undefined ? undefined : tabs.get(tabId),
  ]);
  const site = parseAddress(tab?.url ?? '')?.site;
  return (
    blocking && {
      isOn: blocking.isOn,
      blocked: blocking.blocked,
      isPaused: site !== undefined && blocking.paused.includes(site),
    }
  );
}

export async function leaveState(parts: ViewStateParts): Promise<LeaveState> {
  const { memory } = parts;
  // Before anything else: it may be what begins the tidy.
  const timer = await parts.timer.tick();
  const [session, leaving, finished, secrets, sentUnencrypted, cutShort, baseline, facts] = await Promise.all(
    [
      memory.session.get(),
      memory.leaving.get(),
      memory.finished.get(),
      memory.signOutEntries.get(),
      memory.sentUnencrypted.get(),
      parts.leave.cutShort(),
      memory.baseline.get().catch(() => undefined),
      parts.leave.facts(),
    ],
  );
  return {
    language: session?.language ?? finished?.language ?? parts.language(),
    place: session?.place,
    browser: parts.browser,
    progress: progressOf(),
    countdown: timer?.ending && { cause: timer.ending.cause, leftMs: Math.max(0, timer.ending.leftMs) },
    minutesLeft: timer?.isReminded ? minutesLeft(timer) : undefined,
    signOut: Object.entries(secrets ?? {}).map(([host, { isDone, isGuess = false }]) => ({
      host,
      isDone,
      isGuess,
    })),
    sentUnencrypted: Object.entries(sentUnencrypted ?? {}).map(([host, kinds]) => ({ host, kinds })),
    files: session && baseline ? await parts.downloads.ofSession({ baseline }) : [],
    unsureTabs: session && !leaving ? await parts.leave.unsureTabs() : [],
  };

  function progressOf(): LeaveState['progress'] {
    if (finished) return { stage: 'finished', receipt: finished.receipt };
    if (leaving) {
      const steps = planTidy(parts.browser, leaving.scope, facts).map(({ id }) => id);
      return { stage: 'running', steps, outcomes: leaving.outcomes };
    }
    if (session && facts.hasSession) return { stage: 'ready' };
    // What was there before is not known any more: the whole, or nothing.
    if (session) return { stage: 'cut-short', what: 'visit' };
    return cutShort ? { stage: 'cut-short', what: cutShort } : { stage: 'no-session' };
  }
}
