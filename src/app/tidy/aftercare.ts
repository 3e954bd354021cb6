import { parseAddress } from '#core/network/address.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import { planTidy, type StepId, USUAL } from '#core/tidy/plan.ts';
import { withoutNames } from '#core/tidy/receipt.ts';
import { type Later, within } from '#lib/limit.ts';
import type { ListenerGroup } from '#lib/listener-group.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';
import type { Cleaner } from './carry-out.ts';

/**
 * After the receipt, requests of closed pages may still be answered and set cookies. Until somebody uses the browser
 * again, these are cleared and reported on the receipt.
 */
export interface Aftercare {
  /** The receipt is about to be shown. */
  start(context: TidyContext): Promise<void>;
  /** Checks while the receipt is shown, and whenever a cookie is set. */
  look(): Promise<void>;
  /** A tab was closed. With the receipt's page its names go, because the next person may open it again. */
  tabClosed(): Promise<void>;
  /** Somebody opened a page or started a session: what arrives from now on is theirs. */
  stop(): Promise<void>;
  /** Registers the listeners on the first tick of the background, so that they can wake it. */
  listen(): void;
  /** Called when the background starts. */
  resume(): Promise<void>;
}

/** Events after a receipt. */
export interface LateListener {
  /** A cookie was set. */
  onCookie(): void;
  /** A page is being requested; reported before its first cookie. */
  onPage(): void;
  onTabClosed(): void;
}

export interface AftercareParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly cleaner: Pick<Cleaner, 'clear' | 'countLeft'>;
  /** Creates the listeners for these events. */
  readonly observe: (listener: LateListener) => ListenerGroup;
  readonly tabs: Pick<Tabs, 'get' | 'findOwn'>;
  readonly later: Later;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Steps for what a late response can bring; files before the list of downloads that leads to them. */
const LATE: readonly StepId[] = ['files', 'cookies', 'downloads'];
const LIMIT_MS = 5000;
/** After this time nothing is attributed to the session any more. */
const LATEST_MS = 10 * 60_000;

export function createAftercare(parts: AftercareParts): Aftercare {
  const { browser, memory, cleaner, tabs, later, now } = parts;
  const events = parts.observe({
    onCookie: () => void look(),
    onPage: () => void stopNow(),
    onTabClosed: () => void tabClosed(),
  });
  let looking: Promise<void> | undefined;
  /** Aborted at once, before the stored context is removed. */
  let ending = new AbortController();
  /** Clearing in progress: a new session waits for it, but not for the counting, which changes nothing. */
  let clearing: Promise<unknown> | undefined;

  async function lookOnce(): Promise<void> {
    const { signal } = ending;
    const context = signal.aborted ? undefined : await memory.aftercare.get();
    if (!context) return;
    if (now() > context.untilMs) return stop();
    const hasSession = context.startedAtMs > 0;
    const plan = planTidy(browser, context.scope, { ...USUAL, hasSession }).filter(
      ({ id, method }) => LATE.includes(id) && method !== 'by-hand',
    );
    let late = 0;
    for (const step of plan) {
      if (signal.aborted) break;
      const count = () => within(later, LIMIT_MS, () => cleaner.countLeft(step, context));
      const before = (await count()) ?? 0;
      // From now on, new data may be somebody else's.
      if (signal.aborted || before === 0) continue;
      clearing = within(later, LIMIT_MS, () => cleaner.clear(step, context));
      await clearing;
      // What is left is found and counted next time. A file counts once, without its entry in the list.
      if (step.id !== 'downloads') late += Math.max(0, before - ((await count()) ?? 0));
    }
    if (late === 0) return;
    await memory.finished.update(
      (finished) =>
        finished && { ...finished, receipt: { ...finished.receipt, late: finished.receipt.late + late } },
    );
  }

  async function stop(): Promise<void> {
    ending.abort();
    events.stop();
    await memory.aftercare.remove();
  }

  /** Set if something arrives during a check, which is then repeated. */
  let isAskedAgain = false;

  async function lookUntilQuiet(): Promise<void> {
    do {
      isAskedAgain = false;
      await lookOnce().catch(() => undefined);
    } while (isAskedAgain);
  }

  function look(): Promise<void> {
    isAskedAgain = looking !== undefined;
    looking ??= lookUntilQuiet().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  async function tabClosed(): Promise<void> {
    if ((await tabs.findOwn('leave')) !== undefined) return;
    await memory.finished.update(
      (finished) => finished && { ...finished, receipt: withoutNames(finished.receipt) },
    );
  }

  async function stopNow(): Promise<void> {
    await Promise.all([stop(), clearing?.catch(() => undefined)]);
  }

  return {
    start: async (context) => {
      ending = new AbortController();
      const { scope, hosts, keepTabIds } = context;
      const open = await Promise.all(keepTabIds.map(tabs.get));
      const taken = new Set(open.map((tab) => parseAddress(tab?.url ?? '')?.site));
      // Other people's tabs stay open, and cookies of their sites are not the session's.
      const cookieHosts = hosts.filter((host) => !taken.has(parseAddress(`https://${host}/`)?.site));
      const untilMs = now() + LATEST_MS;
      await memory.aftercare.set({ ...context, untilMs, ...(scope === 'sitting' && { cookieHosts }) });
      events.start();
    },
    look,
    tabClosed,
    stop: stopNow,
    listen: events.start,
    resume: async () => {
      if (!(await memory.aftercare.get())) events.stop();
    },
  };
}
