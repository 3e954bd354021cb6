import type { TidyContext } from '#core/tidy/context.ts';
import { isOptional, limitOf, type PlannedStep, type StepId, stagesOf } from '#core/tidy/plan.ts';
import { outcomeOf, type StepOutcome, seenLeft } from '#core/tidy/receipt.ts';
import { type Later, TookTooLong, within } from '#lib/limit.ts';

/** Steps as far as the browser can do them. */
export interface Cleaner {
  /** @returns names of what the person has to look after */
  clear(step: PlannedStep, context: TidyContext): Promise<readonly string[] | undefined>;
  /** Counts before clearing, without side effects; `undefined` if that is impossible. */
  countBefore(step: PlannedStep, context: TidyContext): Promise<number | undefined>;
  /** Counts what is left, by the criterion of the clearing; `undefined` if that is impossible. */
  countLeft(step: PlannedStep, context: TidyContext): Promise<number | undefined>;
  /** Counts by another API or criterion, which does not share the clearing's blind spots. */
  countAnotherWay(step: PlannedStep, context: TidyContext): Promise<number | undefined>;
  /** Whether the profile is so large that clearing takes minutes. */
  isLargeProfile(): Promise<boolean>;
  /** Resolves when removals are on disk, so that a killed browser does not restore them. */
  untilWritten(): Promise<void>;
}

export interface CarryOutParts {
  readonly cleaner: Cleaner;
  /** Stops everything that runs in a session and restores the settings: the step `settings`. */
  readonly stopSession: () => Promise<void>;
  readonly later: Later;
  /** Milliseconds by a monotonic clock. */
  readonly elapsedMs: () => number;
}

/** State of a tidy in progress, and where it is stored. */
export interface Progress {
  /** Outcomes of a background that ended during the tidy. */
  readonly known: readonly StepOutcome[];
  readonly isFinished: (id: StepId) => boolean;
  readonly keep: (outcome: StepOutcome) => Promise<void>;
}

type Count = 'countLeft' | 'countAnotherWay';
/** The first count, right after clearing, uses one way; the final one uses both. */
const FIRST_COUNT: readonly Count[] = ['countLeft'];
const BOTH_COUNTS: readonly Count[] = ['countLeft', 'countAnotherWay'];

/** Whatever pages do, the receipt must appear within this time. */
const BUDGET_MS = 20_000;
/** Minimum for a step after the budget is used up. */
const LEAST_MS = 250;
const LOOK_MS = 3000;
const LARGE_LOOK_MS = 30_000;
/** What was just closed or cleared may still write. */
const SETTLE_MS = 200;

/** Runs every step of the plan, verifies it by a second criterion, and clears once more what has come back. */
export async function carryOut(
  parts: CarryOutParts,
  plan: readonly PlannedStep[],
  context: TidyContext,
  progress: Progress,
): Promise<readonly StepOutcome[]> {
  const { cleaner, later } = parts;
  const beganAtMs = parts.elapsedMs();
  const size = within(later, LOOK_MS, cleaner.isLargeProfile).catch(
    (reason) => reason instanceof TookTooLong,
  );
  const outcomes = new Map(progress.known.map((outcome) => [outcome.id, outcome]));

  for (const stage of stagesOf(plan)) {
    const missing = stage.filter(({ id }) => !progress.isFinished(id) || !outcomes.has(id));
    await Promise.all(missing.map(async (step) => keep(await run(step))));
  }
  await settle();
  await Promise.all(plan.map(async (step) => outcomes.set(step.id, await lookAgain(step))));
  const left = plan.filter(({ id }) => outcomes.get(id)?.status === 'left');
  for (const step of left) outcomes.set(step.id, await run(step));
  if (left.length > 0) await settle();
  // What comes back a second time will keep coming back.
  await Promise.all(left.map(async (step) => outcomes.set(step.id, await lookAgain(step))));
  await within(later, LOOK_MS, cleaner.untilWritten).catch(() => undefined);
  return plan.flatMap(({ id }) => outcomes.get(id) ?? []);

  function settle(): Promise<void> {
    return new Promise((resolve) => later(SETTLE_MS, resolve));
  }

  async function keep(outcome: StepOutcome): Promise<void> {
    outcomes.set(outcome.id, outcome);
    await progress.keep(outcome);
  }

  async function run(step: PlannedStep): Promise<StepOutcome> {
    const { id, method } = step;
    if (isOptional(step) && context.leaveOut.includes(id)) {
      return { id, method, status: 'cannot', isChosen: true };
    }
    if (method === 'by-hand') return { id, method, status: 'cannot' };
    try {
      const names = await within(later, await timeFor(id), async () => {
        if (id === 'settings') await parts.stopSession();
        return cleaner.clear(step, context);
      });
      // Files must be counted now: later steps remove their entries from the list.
      const ways = id === 'files' ? BOTH_COUNTS : FIRST_COUNT;
      return await look(step, names, ways);
    } catch (reason) {
      return { id, method, status: 'failed', ...(reason instanceof TookTooLong && { isLate: true }) };
    }
  }

  /** Counts again, since data may have been written back. Failed and manual steps keep their outcome. */
  async function lookAgain(step: PlannedStep): Promise<StepOutcome> {
    const before = outcomes.get(step.id) ?? (await run(step));
    return before.status === 'failed' || before.status === 'cannot'
      ? before
      : look(step, before.names, BOTH_COUNTS);
  }

  /** "Done" only if neither way finds anything. */
  async function look(
    step: PlannedStep,
    names: readonly string[] | undefined,
    ways: readonly Count[],
  ): Promise<StepOutcome> {
    const ms = Math.min((await size) ? LARGE_LOOK_MS : LOOK_MS, await timeLeft());
    const counts = await Promise.all(
      ways.map((way) => within(later, ms, () => cleaner[way](step, context)).catch(() => undefined)),
    );
    return outcomeOf(step, seenLeft(counts), names);
  }

  async function timeFor(id: StepId): Promise<number> {
    return Math.min(limitOf(id, await size), await timeLeft());
  }

  async function timeLeft(): Promise<number> {
    if (await size) return Number.POSITIVE_INFINITY;
    return Math.max(LEAST_MS, BUDGET_MS - (parts.elapsedMs() - beganAtMs));
  }
}
