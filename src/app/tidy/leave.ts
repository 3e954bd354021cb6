import type { PreviewStep } from '#contracts/messages.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import { type ClockRecord, sinceOf } from '#core/tidy/clock.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import {
  MAX_TOUCHED_HOSTS,
  ONLY_IF_SEEN,
  type PlannedStep,
  planTidy,
  type Scope,
  type StepId,
  type TidyFacts,
} from '#core/tidy/plan.ts';
import { type StepOutcome, writeReceipt } from '#core/tidy/receipt.ts';
import type { Leaving, TidyRequest } from '#core/tidy/request.ts';
import type { Organisation } from '../mail/organisation.ts';
import type { Memory } from '../memory.ts';
import type { ClockObserver } from '../session/clock-watch.ts';
import type { SessionControl } from '../session/session.ts';
import type { EarlierTab, Tabs } from '../tabs.ts';
import type { Aftercare } from './aftercare.ts';
import { type CarryOutParts, type Cleaner, carryOut } from './carry-out.ts';
import type { Journal } from './journal.ts';

export interface LeaveParts extends Pick<CarryOutParts, 'later' | 'elapsedMs'> {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly journal: Journal;
  readonly cleaner: Cleaner;
  readonly tabs: Tabs;
  readonly sessions: Pick<SessionControl, 'stop'>;
  readonly aftercare: Pick<Aftercare, 'start'>;
  readonly clock: Pick<ClockObserver, 'look'>;
  /** Its names are protected during the session only. */
  readonly organisation: Pick<Organisation, 'refresh'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Leave {
  /**
   * Starts a tidy, or joins the one in progress. Resolves once it is stored and so survives the background.
   *
   * @throws Error if no session runs and nothing was interrupted: the start of the session's data is then unknown
   */
  begin(request: TidyStart): Promise<void>;
  /** What a tidy would clear, counted where possible. */
  preview(scope: Scope, leaveTabId: number | undefined): Promise<readonly PreviewStep[]>;
  /** What the plan of a tidy depends on, as far as known. */
  facts(): Promise<TidyFacts>;
  /** Tabs from before the session that the person may have used. */
  unsureTabs(): Promise<readonly EarlierTab[]>;
  /** Resolves when no tidy is in progress. */
  settled(): Promise<void>;
  /** When the background starts: continues an interrupted tidy. */
  resume(): Promise<void>;
  /** What ended with the browser, together with the start of its session. */
  cutShort(): Promise<'tidy' | 'visit' | undefined>;
  /** The receipt was read, or the person declined to continue an interrupted tidy. */
  forget(): Promise<void>;
}

/** @see TidyRequest */
export type TidyStart = TidyRequest & Pick<Leaving, 'leaveTabId'>;

interface WorkedIn extends EarlierTab {
  readonly wasUsed: boolean;
  readonly isUnsure: boolean;
}

/** Assume the worst. */
const UNREADABLE_CLOCK: ClockRecord = {
  earliestMs: Number.POSITIVE_INFINITY,
  mostAheadMs: 0,
  wasSetBack: true,
};

export function createLeave(parts: LeaveParts): Leave {
  const { memory, journal, cleaner } = parts;
  let running: Promise<void> | undefined;

  async function begin(request: TidyStart): Promise<void> {
    if (running) return;
    const isUnderWay = (await memory.leaving.get()) !== undefined;
    if (!isUnderWay && !(await mayBegin(request.scope))) {
      throw new Error('there is no session to tidy up after');
    }
    await memory.finished.remove();
    await memory.leaving.update((leaving) => leaving ?? { ...request, outcomes: [] });
    // Without the journal the tidy continues, as long as the browser runs.
    if (!isUnderWay) await journal.set({ scope: request.scope, finished: [] }).catch(() => undefined);
    void run(isUnderWay);
  }

  async function mayBegin(scope: Scope): Promise<boolean> {
    const { hasSession } = await factsOf();
    if (hasSession) return true;
    // Without a baseline only everything can be cleared.
    return scope === 'everything' && ((await cutShort()) ?? (await memory.session.get())) !== undefined;
  }

  async function resume(): Promise<void> {
    const [entry, leaving] = await Promise.all([journal.get(), memory.leaving.get()]);
    if (running || (!entry && !leaving)) return;
    if (await memory.finished.get()) {
      // Interrupted after the receipt was stored: only the session is left to clear.
      await memory.clear();
      return journal.remove();
    }
    if (!leaving) {
      // A journal during a session is not that person's. An unreadable one is asked about.
      if (entry?.scope !== 'everything' || (await memory.session.get())) return;
      await memory.leaving.set({
        scope: 'everything',
        keepFiles: [],
        clipboardCleared: false,
        leaveTabId: await parts.tabs.findOwn('leave'),
        outcomes: [],
      });
    }
    return run(true);
  }

  function run(wasInterrupted: boolean): Promise<void> {
    running ??= tidy(wasInterrupted).finally(() => {
      running = undefined;
    });
    return running;
  }

  async function tidy(wasInterrupted: boolean): Promise<void> {
    const leaving = await memory.leaving.get();
    if (!leaving) return;
    await parts.clock.look();
    const facts = await factsOf();
    const context = await contextOf(leaving, facts);
    const written = await journal.get().catch(() => undefined);
    const finished = new Set<StepId>(written?.finished);
    const outcomes = await carryOut(
      { ...parts, stopSession: parts.sessions.stop },
      planTidy(parts.browser, leaving.scope, facts),
      context,
      {
        known: leaving.outcomes,
        isFinished: (id) => finished.has(id),
        keep: async (outcome) => {
          await memory.leaving.update(
            (state) => state && { ...state, outcomes: [...state.outcomes, outcome] },
          );
          await journal
            .update((entry) => entry && { ...entry, finished: [...entry.finished, outcome.id] })
            .catch(() => undefined);
        },
      },
    );
    await finish(context, outcomes, wasInterrupted);
  }

  /** Unreadable values count as unknown: less can be told apart, and more is asked. */
  async function remembered() {
    const [session, baseline, clock, hosts] = await Promise.all([
      memory.session.get(),
      memory.baseline.get().catch(() => undefined),
      memory.clock.get().catch(() => UNREADABLE_CLOCK),
      memory.hosts.get().catch(() => undefined),
    ]);
    return { session, baseline, clock, hosts };
  }

  /**
   * Only the session's files and saved passwords are ever deleted. If its start is unknown, they cannot be told from
   * other people's and are left to the person.
   */
  async function factsOf(): Promise<TidyFacts> {
    const [{ session, baseline, clock, hosts }, seen] = await Promise.all([
      remembered(),
      memory.seen.get().catch(() => ONLY_IF_SEEN),
    ]);
    return {
      hasSession: session !== undefined && baseline !== undefined,
      hasTrueDates: !clock?.wasSetBack,
      hasAllHosts: hosts !== undefined && hosts.length < MAX_TOUCHED_HOSTS,
      unseen: ONLY_IF_SEEN.filter((id) => !seen?.includes(id)),
    };
  }

  async function preview(scope: Scope, leaveTabId: number | undefined): Promise<readonly PreviewStep[]> {
    await parts.clock.look();
    const facts = await factsOf();
    const request = { keepFiles: [], clipboardCleared: true, outcomes: [] };
    const context = await contextOf({ ...request, scope, leaveTabId }, facts);
    const steps = planTidy(parts.browser, scope, facts).filter(({ method }) => method !== 'by-hand');
    return Promise.all(
      steps.map(async (step) => ({ ...step, count: await count(step).catch(() => undefined) })),
    );

    function count(step: PlannedStep): Promise<number | undefined> {
      // Unsure tabs are listed separately.
      return cleaner.countBefore(step, { ...context, unsureTabIds: [] });
    }
  }

  async function unsureTabs(): Promise<readonly EarlierTab[]> {
    const earlier = await earlierTabs();
    return earlier.filter(({ wasUsed, isUnsure }) => !wasUsed && isUnsure);
  }

  async function earlierTabs(): Promise<readonly WorkedIn[]> {
    const [{ session, baseline, clock }, touched = []] = await Promise.all([
      remembered(),
      memory.touchedTabs.get().catch(() => []),
    ]);
    if (!session || !baseline) return [];
    const earlier = await parts.tabs.earlier(baseline, sinceOf(session.startedAtMs, clock, parts.now()));
    return earlier.map((tab) => ({
      ...tab,
      wasUsed: touched.includes(tab.id),
      // Pages also navigate by themselves.
      isUnsure: tab.hasMoved || tab.wasShown,
    }));
  }

  async function contextOf(leaving: Leaving, facts: TidyFacts): Promise<TidyContext> {
    const { scope, closeTabs = [], leaveOut = [], leaveTabId } = leaving;
    const [{ session, hosts = [], baseline = EMPTY_BASELINE, clock }, earlier] = await Promise.all([
      remembered(),
      earlierTabs(),
    ]);
    const isPart = scope === 'sitting';
    const kept = isPart ? earlier.filter(({ id, wasUsed }) => !wasUsed && !closeTabs.includes(id)) : [];
    const startedAtMs = session ? sinceOf(session.startedAtMs, clock, parts.now()) : 0;
    return {
      scope,
      sinceMs: isPart ? startedAtMs : 0,
      startedAtMs,
      followsCutOff: session?.followsCutOff ?? true,
      hasTrueDates: facts.hasTrueDates,
      hosts,
      keepFiles: leaving.keepFiles,
      leaveOut,
      keepTabIds: [...(leaveTabId === undefined ? [] : [leaveTabId]), ...kept.map(({ id }) => id)],
      unsureTabIds: kept.filter(({ isUnsure }) => isUnsure).map(({ id }) => id),
      clipboardCleared: leaving.clipboardCleared,
      settings: session?.settings ?? [],
      baseline: isPart ? baseline : { ...EMPTY_BASELINE, lastDownloadId: baseline.lastDownloadId },
    };
  }

  async function finish(
    context: TidyContext,
    outcomes: readonly StepOutcome[],
    wasInterrupted: boolean,
  ): Promise<void> {
    const language = (await memory.session.get())?.language ?? 'en';
    const receipt = writeReceipt(context.scope, outcomes, wasInterrupted, context.hasTrueDates);
    // In this order an interruption loses nothing: a receipt without a journal is a finished tidy.
    await memory.finished.set({ receipt, language });
    // Optional: the tidy is done without it.
    await parts.aftercare.start(context).catch(() => undefined);
    await memory.clear();
    await journal.remove();
  }

  async function cutShort(): Promise<'tidy' | 'visit' | undefined> {
    if ((await memory.leaving.get()) || (await memory.finished.get())) return undefined;
    if (await journal.get()) return 'tidy';
    return (await memory.cutOff.get()) && 'visit';
  }

  return {
    begin,
    preview,
    facts: factsOf,
    unsureTabs,
    settled: () => running ?? Promise.resolve(),
    resume,
    cutShort,
    forget: async () => {
      await Promise.all([memory.finished.remove(), memory.cutOff.remove()]);
      if (!running) await journal.remove();
      await parts.organisation.refresh();
    },
  };
}
