import type { BrowserKind } from '#core/browser-kind.ts';
import { planTidy, type StepId } from '#core/tidy/plan.ts';
import type { Cleaner, Later, Memory, Switch, TidyContext } from '../ports.ts';
import { within } from './limit.ts';

/**
 * After the receipt: what a closed page asked for can still be answered, and set a cookie. It is looked for until
 * somebody uses the browser again, cleared, and told on the receipt.
 */
export interface Aftercare {
  /** The receipt is about to be shown. */
  begin(context: TidyContext): Promise<void>;
  /** While the receipt is shown, and whenever a cookie comes. */
  look(): Promise<void>;
  /** Somebody opened a page, or sat down: what comes now is theirs. */
  end(): Promise<void>;
  /** At each start of the background. */
  resume(): Promise<void>;
}

export interface AftercareParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly cleaner: Cleaner;
  /** Tells of cookies that come, and of pages that open. */
  readonly events: Switch;
  readonly later: Later;
}

/** What an answer of the network can still bring. */
const LATE: readonly StepId[] = ['cookies', 'history', 'downloads'];
const LIMIT_MS = 5000;

export function createAftercare({ browser, memory, cleaner, events, later }: AftercareParts): Aftercare {
  let looking: Promise<void> | undefined;
  /** Known at once, while the memory of it is still being forgotten. */
  let isOver = false;

  async function lookOnce(): Promise<void> {
    const context = isOver ? undefined : await memory.aftercare.get();
    if (!context) return;
    const counts = await Promise.all(
      planTidy(browser, context.scope)
        .filter(({ id }) => LATE.includes(id))
        .map(async (step) => {
          const count = await within(later, LIMIT_MS, () => cleaner.countLeft(step, context));
          // What comes from now on may be somebody else's.
          if (isOver) return 0;
          if (count) await within(later, LIMIT_MS, () => cleaner.clear(step, context));
          // What did not go is found, and counted, the next time.
          return count ? count - ((await cleaner.countLeft(step, context)) ?? 0) : 0;
        }),
    );
    const late = counts.reduce((sum, count) => sum + Math.max(0, count), 0);
    if (late === 0) return;
    await memory.finished.update(
      (finished) =>
        finished && { ...finished, receipt: { ...finished.receipt, late: finished.receipt.late + late } },
    );
  }

  return {
    begin: async (context) => {
      isOver = false;
      await memory.aftercare.set(context);
      events.watch();
    },
    look: () => {
      looking ??= lookOnce()
        .catch(() => undefined)
        .finally(() => {
          looking = undefined;
        });
      return looking;
    },
    end: async () => {
      isOver = true;
      events.unwatch();
      await memory.aftercare.remove();
    },
    resume: async () => {
      if (!(await memory.aftercare.get())) events.unwatch();
    },
  };
}
