import type { PreviewStep } from '#contracts/messages.ts';
import type { BrowserKind } from '#core/browser-kind.ts';
import {
  isOptional,
  type PlannedStep,
  planTidy,
  SCOPES,
  type Scope,
  type StepId,
  stagesOf,
} from '#core/tidy/plan.ts';
import { type StepOutcome, writeReceipt } from '#core/tidy/receipt.ts';
import type { Cleaner, Downloads, Journal, Leaving, Memory, Tabs, TidyContext } from './ports.ts';
import type { Sit } from './sit.ts';

export interface LeaveParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly journal: Journal;
  readonly cleaner: Cleaner;
  readonly downloads: Downloads;
  readonly tabs: Tabs;
  readonly sit: Sit;
}

export interface TidyRequest {
  readonly scope: Scope;
  readonly keepFiles: readonly number[];
  readonly leaveOut: readonly StepId[];
  readonly clipboardCleared: boolean;
  readonly leaveTabId: number | undefined;
}

export interface Leave {
  /** Starts a tidy, or joins the one under way. Resolves when it is written down and so cannot be lost. */
  begin(request: TidyRequest): Promise<void>;
  /** What a tidy would clear, counted where the browser can count. */
  preview(scope: Scope, leaveTabId: number | undefined): Promise<readonly PreviewStep[]>;
  /** Resolves when no tidy is under way. */
  settled(): Promise<void>;
  /** At each start of the background: goes on with a tidy that was cut off. */
  resume(): Promise<void>;
  /** What was cut off when the browser ended, and with it the knowledge of when that sitting began. */
  cutShort(): Promise<'tidy' | 'visit' | undefined>;
  /** The receipt was read, or what was cut short is to stay as it is. */
  forget(): Promise<void>;
}

/** The journal's first word, so that a tidy of everything can go on even after the browser was killed. */
const SCOPE_WORD = 'scope-';

export function createLeave(parts: LeaveParts): Leave {
  const { memory, journal, cleaner } = parts;
  let running: Promise<void> | undefined;

  async function begin(request: TidyRequest): Promise<void> {
    if (running) return;
    await memory.finished.remove();
    await memory.leaving.update((leaving) => leaving ?? { ...request, outcomes: [] });
    await journal.set([SCOPE_WORD + request.scope]);
    void run(false);
  }

  async function resume(): Promise<void> {
    const [names, leaving] = await Promise.all([journal.get(), memory.leaving.get()]);
    if (running || (!names && !leaving)) return;
    if (await memory.finished.get()) {
      // Cut off after the receipt was written: what it speaks of is still to be forgotten.
      await memory.clear();
      return journal.remove();
    }
    if (!leaving) {
      if (scopeOf(names ?? []) !== 'everything') return;
      await memory.leaving.set({
        scope: 'everything',
        keepFiles: [],
        leaveOut: [],
        clipboardCleared: false,
        leaveTabId: await parts.tabs.findOwn('leave'),
        outcomes: [],
      });
    }
    return run(true);
  }

  function run(wasInterrupted: boolean): Promise<void> {
    running ??= carryOut(wasInterrupted).finally(() => {
      running = undefined;
    });
    return running;
  }

  async function carryOut(wasInterrupted: boolean): Promise<void> {
    const leaving = await memory.leaving.get();
    if (!leaving) return;
    const plan = await planOf(leaving.scope);
    const context = await contextOf(leaving);
    const outcomes = new Map(leaving.outcomes.map((outcome) => [outcome.id, outcome]));
    const done = new Set(await journal.get());
    const keep = async (outcome: StepOutcome) => {
      outcomes.set(outcome.id, outcome);
      await memory.leaving.update((state) => state && { ...state, outcomes: [...outcomes.values()] });
      await journal.update((names = []) => [...names, outcome.id]);
    };
    for (const stage of stagesOf(plan)) {
      const missing = stage.filter(({ id }) => !done.has(id) || !outcomes.has(id));
      await Promise.all(missing.map(async (step) => keep(await runStep(step, context, leaving))));
    }
    const final: StepOutcome[] = [];
    for (const step of plan) final.push(await lookAgain(step, outcomes.get(step.id), context, leaving));
    await finish(leaving, final, wasInterrupted);
  }

  async function runStep(
    step: PlannedStep,
    context: TidyContext,
    { leaveOut }: Leaving,
  ): Promise<StepOutcome> {
    const { id, method } = step;
    if (isOptional(step) && leaveOut.includes(id)) return { id, method, status: 'cannot', isChosen: true };
    if (method === 'by-hand') return { id, method, status: 'cannot' };
    try {
      // `letGo` stops the watching of pages too, which is ours to undo, not the cleaner's.
      if (id === 'settings') await parts.sit.letGo();
      await cleaner.clear(step, context);
      return outcomeOf(step, await cleaner.countLeft(step, context));
    } catch {
      return { id, method, status: 'failed' };
    }
  }

  /** What was gone may have been written back since, so it is counted once more, and cleared once more. */
  async function lookAgain(
    step: PlannedStep,
    outcome: StepOutcome | undefined,
    context: TidyContext,
    leaving: Leaving,
  ): Promise<StepOutcome> {
    if (outcome?.status !== 'done' && outcome?.status !== 'left') {
      return outcome ?? runStep(step, context, leaving);
    }
    try {
      const left = await cleaner.countLeft(step, context);
      return left === 0 ? outcomeOf(step, left) : await runStep(step, context, leaving);
    } catch {
      return outcome;
    }
  }

  /**
   * Files and saved passwords are only ever those of the sitting. Once the browser forgot when that began,
   * nobody can tell them from other people's, so they are left to the person.
   */
  async function planOf(scope: Scope): Promise<readonly PlannedStep[]> {
    const plan = planTidy(parts.browser, scope);
    if (await memory.sitting.get()) return plan;
    return plan.map((step) =>
      step.id === 'files' || step.id === 'passwords' ? { ...step, method: 'by-hand' } : step,
    );
  }

  async function preview(scope: Scope, leaveTabId: number | undefined): Promise<readonly PreviewStep[]> {
    const request = { scope, keepFiles: [], leaveOut: [], clipboardCleared: true, leaveTabId, outcomes: [] };
    const context = await contextOf(request);
    const steps = (await planOf(scope)).filter(({ method }) => method !== 'by-hand');
    return Promise.all(
      steps.map(async (step) => ({ ...step, count: await countOf(step, context).catch(() => undefined) })),
    );
  }

  /** What is there before is what would be left. Firefox tells of files only by trying to delete them. */
  async function countOf(step: PlannedStep, context: TidyContext): Promise<number | undefined> {
    if (step.id === 'files') return (await parts.downloads.since(context.sinceMs)).length;
    return cleaner.countLeft(step, context);
  }

  async function contextOf(leaving: Leaving): Promise<TidyContext> {
    const [sitting, hosts = [], baseline, touched = [], open] = await Promise.all([
      memory.sitting.get(),
      memory.hosts.get(),
      memory.baseline.get(),
      memory.touchedTabs.get(),
      parts.tabs.ids(),
    ]);
    const untouched = (baseline?.tabIds ?? []).filter((id) => !touched.includes(id) && open.includes(id));
    return {
      scope: leaving.scope,
      sinceMs: sitting?.startedAtMs ?? 0,
      hosts,
      keepFiles: leaving.keepFiles,
      leaveOut: leaving.leaveOut,
      keepTabIds: [
        ...(leaving.leaveTabId === undefined ? [] : [leaving.leaveTabId]),
        ...(leaving.scope === 'sitting' ? untouched : []),
      ],
      clipboardCleared: leaving.clipboardCleared,
      knownCookies: leaving.scope === 'sitting' ? (baseline?.cookies ?? []) : [],
    };
  }

  async function finish(
    { scope }: Leaving,
    outcomes: readonly StepOutcome[],
    wasInterrupted: boolean,
  ): Promise<void> {
    const language = (await memory.sitting.get())?.language ?? 'en';
    // In this order a death in between loses nothing: a receipt without a journal is a finished tidy.
    await memory.finished.set({ receipt: writeReceipt(scope, outcomes, wasInterrupted), language });
    await memory.clear();
    await journal.remove();
  }

  return {
    begin,
    preview,
    settled: () => running ?? Promise.resolve(),
    resume,
    cutShort: async () => {
      if ((await memory.leaving.get()) || (await memory.finished.get())) return undefined;
      if (await journal.get()) return 'tidy';
      return (await memory.cutOff.get()) && 'visit';
    },
    forget: async () => {
      await Promise.all([memory.finished.remove(), memory.cutOff.remove()]);
      if (!running) await journal.remove();
    },
  };
}

function outcomeOf({ id, method }: PlannedStep, left: number | undefined): StepOutcome {
  if (left === undefined) return { id, method, status: 'unverified' };
  return left === 0 ? { id, method, status: 'done' } : { id, method, status: 'left', left };
}

function scopeOf(names: readonly string[]): Scope | undefined {
  return SCOPES.find((scope) => names.includes(SCOPE_WORD + scope));
}
