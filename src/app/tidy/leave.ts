import type { BeginChoice, PreviewStep } from '#contracts/messages.ts';
import type { Begin } from '#core/session/begin.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { Language } from '#core/session/session.ts';
import { type Baseline, EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import {
  areAllKnown,
  ONLY_IF_SEEN,
  type PlannedStep,
  planTidy,
  type Scope,
  type StepId,
  type TidyFacts,
} from '#core/tidy/plan.ts';
import { type StepOutcome, writeReceipt } from '#core/tidy/receipt.ts';
import type { Leaving, TidyRequest, VisitSpan } from '#core/tidy/request.ts';
import type { SavedFile } from '#core/tidy/saved-file.ts';
import type { Organisation } from '../mail/organisation.ts';
import type { Memory } from '../memory.ts';
import type { ClockObserver } from '../session/clock-watch.ts';
import type { Observing } from '../session/observing.ts';
import type { SessionControl } from '../session/session.ts';
import type { EarlierTab, Tabs } from '../tabs.ts';
import type { Aftercare } from './aftercare.ts';
import { type CarryOutParts, type Cleaner, carryOut } from './carry-out.ts';
import type { Journal } from './journal.ts';
import type { VisitSpans } from './visit-span.ts';

export interface LeaveParts extends Pick<CarryOutParts, 'later' | 'elapsedMs'> {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly journal: Journal;
  readonly cleaner: Cleaner;
  readonly tabs: Tabs;
  readonly spans: VisitSpans;
  /** Files that came since the baseline. */
  readonly savedFiles: (baseline: Baseline) => Promise<readonly SavedFile[]>;
  readonly sessions: Pick<SessionControl, 'stop'>;
  readonly observing: Pick<Observing, 'begin'>;
  /** Of the receipt. */
  readonly language: () => Promise<Language>;
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
   * @throws Error where nobody knows what was there before, and not all of it is to go
   */
  begin(request: TidyStart): Promise<void>;
  /** What a tidy would clear, counted where the browser can count. */
  preview(
    asked: Pick<TidyRequest, 'scope' | 'begin'>,
    leaveTabId: number | undefined,
  ): Promise<readonly PreviewStep[]>;
  /** Where nobody pressed Start: what can be answered to when the visit began, with what would go. */
  begins(leaveTabId: number | undefined): Promise<readonly BeginChoice[]>;
  /** What the plan of a tidy depends on, as far as it is known. */
  facts(): Promise<TidyFacts>;
  /** What the person decides of before a tidy; `begin` counts only where nobody pressed Start. */
  lists(begin: Begin | undefined): Promise<VisitLists>;
  /** Resolves when no tidy is under way. */
  settled(): Promise<void>;
  /** When the background starts: continues an interrupted tidy. */
  resume(): Promise<void>;
  /** What ended with the browser, together with the start of its session. */
  cutShort(): Promise<'tidy' | 'visit' | undefined>;
  isCutShort(): Promise<boolean>;
  /**
   * A leaving page asks for what it shows. Once somebody has opened a page after a receipt, it is shown where it was
   * shown before and nowhere else: whoever opens the page anew is the next person.
   */
  receiptShown(leaveTabId: number | undefined): Promise<void>;
  /** The receipt was read, or what was cut short is to stay as it is. */
  forget(): Promise<void>;
}

/** @see TidyRequest */
export type TidyStart = TidyRequest & Pick<Leaving, 'leaveTabId'>;

/** In ms. */
const COUNTED_FOR_MS = 10_000;

export interface VisitLists {
  /** Only what was seen since then, in ms since the epoch; `undefined`: all that was observed. */
  readonly fromMs: number | undefined;
  readonly files: readonly SavedFile[];
  /** Tabs from before of which nobody knows whether the person worked in them. */
  readonly unsureTabs: readonly EarlierTab[];
}

interface WorkedIn extends EarlierTab {
  readonly wasUsed: boolean;
  readonly isUnsure: boolean;
}

export function createLeave(parts: LeaveParts): Leave {
  const { memory, journal, cleaner, spans } = parts;
  let running: Promise<void> | undefined;

  async function begin(asked: TidyStart): Promise<void> {
    if (running) return;
    const request = { ...asked, scope: scopeOf(asked) };
    const isUnderWay = (await memory.leaving.get()) !== undefined;
    const span = isUnderWay ? undefined : await spans.of(request.begin);
    if (!isUnderWay && !span && !(await mayBegin(request.scope))) {
      throw new Error('nobody knows what was here before');
    }
    const hasSession = (await memory.session.get()) !== undefined;
    await memory.finished.remove();
    // Where nobody pressed Start the moment stays the one that was shown, however long it takes.
    const moment = hasSession ? undefined : span && { fromMs: span.fromMs, baseline: span.baseline };
    const own = { ...request, outcomes: [], moment };
    await memory.leaving.update((leaving) => leaving ?? own);
    // Without it a tidy goes on all the same, as long as the browser does.
    if (!isUnderWay) await journal.set({ scope: request.scope, finished: [] }).catch(() => undefined);
    void run(isUnderWay);
  }

  /** Without what was there before, nobody can tell a part from the whole. */
  async function mayBegin(scope: Scope): Promise<boolean> {
    if (scope !== 'everything') return false;
    return ((await cutShort()) ?? (await memory.session.get()) ?? (await memory.mark.get())) !== undefined;
  }

  function scopeOf({ scope, begin: moment }: Pick<TidyRequest, 'scope' | 'begin'>): Scope {
    return moment === 'everything' ? 'everything' : scope;
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
    const span = await (leaving.moment ? spans.since(leaving.moment) : spans.of(undefined));
    const facts = await factsOf(span);
    const context = await contextOf(leaving, span);
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

  /**
   * Only the session's files and saved passwords are ever deleted. If its start is unknown, they cannot be told from
   * other people's and are left to the person.
   */
  async function factsOf(span: VisitSpan | undefined): Promise<TidyFacts> {
    const [seen, hosts] = await Promise.all([
      memory.seen.get().catch(() => ONLY_IF_SEEN),
      memory.hosts.get().catch(() => undefined),
    ]);
    return {
      hasSession: span !== undefined,
      hasTrueDates: span?.hasTrueDates ?? true,
      hasAllHosts: areAllKnown(hosts),
      isMomentNamed: span?.fromMs !== undefined,
      unseen: ONLY_IF_SEEN.filter((id) => !seen?.includes(id)),
    };
  }

  async function preview(
    asked: Pick<TidyRequest, 'scope' | 'begin'>,
    leaveTabId: number | undefined,
  ): Promise<readonly PreviewStep[]> {
    await parts.clock.look();
    const scope = scopeOf(asked);
    const span = await spans.of(asked.begin);
    const facts = await factsOf(span);
    const request = { keepFiles: [], clipboardCleared: true, outcomes: [] };
    const context = await contextOf({ ...request, scope, leaveTabId }, span);
    const steps = planTidy(parts.browser, scope, facts).filter(({ method }) => method !== 'by-hand');
    return Promise.all(
      steps.map(async (step) => ({ ...step, count: await count(step).catch(() => undefined) })),
    );

    function count(step: PlannedStep): Promise<number | undefined> {
      // Unsure tabs are listed separately.
      return cleaner.countBefore(step, { ...context, unsureTabIds: [] });
    }
  }

  /** The leaving page asks again and again, and counting goes through all cookies. */
  let counted: { readonly atMs: number; readonly choices: readonly BeginChoice[] } | undefined;

  async function begins(leaveTabId: number | undefined): Promise<readonly BeginChoice[]> {
    const moments = await spans.moments();
    const isFresh = counted && Math.abs(parts.now() - counted.atMs) < COUNTED_FOR_MS;
    const isSame = counted?.choices.map(({ id }) => id).join() === moments.map(({ id }) => id).join();
    if (counted && isFresh && isSame) return counted.choices;
    const choices: BeginChoice[] = [];
    for (const moment of moments) choices.push({ ...moment, counts: await countsAt(moment.id, leaveTabId) });
    counted = { atMs: parts.now(), choices };
    return choices;
  }

  async function countsAt(moment: Begin, leaveTabId: number | undefined): Promise<BeginChoice['counts']> {
    const steps = await preview({ scope: 'sitting', begin: moment }, leaveTabId).catch(() => []);
    const count = (id: StepId) => steps.find((step) => step.id === id)?.count;
    return { pages: count('history'), cookies: count('cookies'), files: count('files') };
  }

  async function lists(asked: Begin | undefined): Promise<VisitLists> {
    const moments = (await spans.moments()).map(({ id }) => id);
    // A moment that is no longer offered counts as none.
    const begin = asked && moments.includes(asked) ? asked : undefined;
    const span = await spans.of(begin).catch(() => undefined);
    return {
      fromMs: span?.fromMs,
      files: span ? await parts.savedFiles(span.baseline) : [],
      unsureTabs: await unsureTabs(span),
    };
  }

  async function unsureTabs(span: VisitSpan | undefined): Promise<readonly EarlierTab[]> {
    const earlier = await earlierTabs(span);
    return earlier.filter(({ wasUsed, isUnsure }) => !wasUsed && isUnsure);
  }

  async function earlierTabs(span: VisitSpan | undefined): Promise<readonly WorkedIn[]> {
    if (!span) return [];
    const earlier = await parts.tabs.earlier(span.baseline, span.startedAtMs);
    return earlier.map((tab) => ({
      ...tab,
      wasUsed: span.tabIds.includes(tab.id),
      // Pages also navigate by themselves.
      isUnsure: tab.hasMoved || tab.wasShown,
    }));
  }

  async function contextOf(leaving: Leaving, span: VisitSpan | undefined): Promise<TidyContext> {
    const { scope, closeTabs = [], leaveOut = [], leaveTabId } = leaving;
    const [session, earlier] = await Promise.all([memory.session.get(), earlierTabs(span)]);
    const { startedAtMs = 0, hosts = [], baseline = EMPTY_BASELINE, hasTrueDates = true } = span ?? {};
    const isPart = scope === 'sitting';
    const kept = isPart ? earlier.filter(({ id, wasUsed }) => !wasUsed && !closeTabs.includes(id)) : [];
    return {
      scope,
      sinceMs: isPart ? startedAtMs : 0,
      startedAtMs,
      followsCutOff: session?.followsCutOff ?? true,
      hasTrueDates,
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
    const language = await parts.language();
    const receipt = writeReceipt(context.scope, outcomes, wasInterrupted, context.hasTrueDates);
    // In this order an interruption loses nothing: a receipt without a journal is a finished tidy.
    await memory.finished.set({ receipt, language });
    // Optional: the tidy is done without it.
    await parts.aftercare.start(context).catch(() => undefined);
    await memory.clear();
    await journal.remove();
    // What is there now is the next person's to find, and the receipt stays.
    await parts.observing.begin('clean-up').catch(() => undefined);
  }

  async function receiptShown(leaveTabId: number | undefined): Promise<void> {
    const [finished, aftercare] = await Promise.all([memory.finished.get(), memory.aftercare.get()]);
    if (!finished || leaveTabId === undefined || finished.shownIn === leaveTabId) return;
    if (finished.shownIn === undefined || aftercare) {
      await memory.finished.update((known) => known && { ...known, shownIn: leaveTabId });
    } else {
      await memory.finished.remove();
    }
  }

  async function cutShort(): Promise<'tidy' | 'visit' | undefined> {
    if ((await memory.leaving.get()) || (await memory.finished.get())) return undefined;
    if (await journal.get()) return 'tidy';
    return (await memory.cutOff.get()) && 'visit';
  }

  return {
    begin,
    preview,
    facts: async () => factsOf(await spans.of(undefined)),
    begins,
    lists,
    receiptShown,
    settled: () => running ?? Promise.resolve(),
    resume,
    cutShort,
    isCutShort: async () => (await cutShort()) !== undefined,
    forget: async () => {
      await Promise.all([memory.finished.remove(), memory.cutOff.remove()]);
      if (!running) await journal.remove();
      await parts.organisation.refresh();
    },
  };
}
