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
 * After the receipt: what a closed page asked for can still be answered, and set a cookie. It is looked for until
 * somebody uses the browser again, cleared, and told on the receipt.
 */
export interface Aftercare {
  /** The receipt is about to be shown. */
  start(context: TidyContext): Promise<void>;
  /** While the receipt is shown, and whenever a cookie comes. */
  look(): Promise<void>;
  /** With the page of the receipt the names on it go: whoever opens it next is somebody else. */
  tabClosed(): Promise<void>;
  /** Somebody opened a page, or started a session: what comes now is theirs. */
  stop(): Promise<void>;
  /** On the first tick of the background, so that it can be woken. */
  listen(): void;
  /** At each start of the background. */
  resume(): Promise<void>;
}

/** What happens after a receipt. */
export interface LateListener {
  /** A cookie was set. */
  onCookie(): void;
  /** Somebody opens a web page: told before its first cookie comes. */
  onPage(): void;
  onTabClosed(): void;
}

export interface AftercareParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly cleaner: Pick<Cleaner, 'clear' | 'countLeft'>;
  /** Tells of cookies that come, and of pages that open. */
  readonly observe: (listener: LateListener) => ListenerGroup;
  readonly tabs: Pick<Tabs, 'get' | 'findOwn'>;
  readonly later: Later;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What an answer of the network can still bring; files before the list that leads to them. */
const LATE: readonly StepId[] = ['files', 'cookies', 'downloads'];
const LIMIT_MS = 5000;
/** Whatever comes later than this is nobody's any more. */
const LATEST_MS = 10 * 60_000;

export function createAftercare(parts: AftercareParts): Aftercare {
  const { browser, memory, cleaner, tabs, later, now } = parts;
  const events = parts.observe({
    onCookie: () => void look(),
    onPage: () => void stopNow(),
    onTabClosed: () => void tabClosed(),
  });
  let looking: Promise<void> | undefined;
  /** Known at once, while the memory of it is still being forgotten. */
  let ending = new AbortController();
  /** Whoever starts a session waits for this and not for the counting, which touches nothing. */
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
      // What comes from now on may be somebody else's.
      if (signal.aborted || before === 0) continue;
      clearing = within(later, LIMIT_MS, () => cleaner.clear(step, context));
      await clearing;
      // What did not go is found, and counted, the next time. A file counts once, without its line in the list.
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

  /** What comes while it is looked is looked for once more. */
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
      // Tabs of other people stay, and what their sites set is not the visit's.
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
