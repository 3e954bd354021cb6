import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Cleaner, carryOut } from '#app/tidy/carry-out.ts';
import { planTidy, SCOPES, type StepId, stepsByUs } from '#core/tidy/plan.ts';
import { type StepOutcome, writeReceipt } from '#core/tidy/receipt.ts';
import { later } from '#lib/limit.ts';
import { pause } from '#lib/pause.ts';
import { TIDY_CONTEXT } from '../fakes.ts';

/** How a browser may react to clearing and counting. */
const CLEARINGS = ['clears', 'ignores', 'loses-half', 'throws', 'hangs', 'late', 'writes-back'] as const;
const LOOKS = ['true', 'nothing', 'throws', 'hangs', 'late', 'cannot'] as const;

interface Manner {
  readonly clearing: (typeof CLEARINGS)[number];
  readonly first: (typeof LOOKS)[number];
  readonly second: (typeof LOOKS)[number];
}

/** Longer than any time limit. */
const LATE_MS = 40_000;
const never = () => new Promise<never>(() => undefined);

/** A browser with data of each kind that reacts as configured. */
function fakeBrowser(manners: ReadonlyMap<StepId, Manner>): Cleaner & { holds(id: StepId): number } {
  const held = new Map<StepId, number>();
  const holds = (id: StepId) => held.get(id) ?? 4;
  const mannerOf = (id: StepId): Manner =>
    manners.get(id) ?? { clearing: 'clears', first: 'true', second: 'true' };

  async function look(id: StepId, manner: (typeof LOOKS)[number]): Promise<number | undefined> {
    switch (manner) {
      case 'true':
        return holds(id);
      case 'nothing':
        return 0;
      case 'throws':
        throw new Error('the browser said no');
      case 'hangs':
        return never();
      case 'late':
        await pause(LATE_MS);
        return holds(id);
      case 'cannot':
        return undefined;
    }
  }

  return {
    holds,
    isLargeProfile: async () => false,
    untilWritten: async () => undefined,
    clear: async ({ id }) => {
      switch (mannerOf(id).clearing) {
        case 'clears':
          held.set(id, 0);
          return undefined;
        case 'ignores':
          return undefined;
        case 'loses-half':
          held.set(id, Math.ceil(holds(id) / 2));
          return undefined;
        case 'throws':
          throw new Error('the browser said no');
        case 'hangs':
          return never();
        case 'late':
          await pause(LATE_MS);
          held.set(id, 0);
          return undefined;
        case 'writes-back':
          held.set(id, 0);
          setTimeout(() => held.set(id, 1), 50);
          return undefined;
      }
    },
    countBefore: ({ id }) => look(id, 'true'),
    countLeft: ({ id }) => look(id, mannerOf(id).first),
    countAnotherWay: ({ id }) => look(id, mannerOf(id).second),
  };
}

async function tidy(
  cleaner: Cleaner,
  browser: 'chromium' | 'firefox',
  scope: (typeof SCOPES)[number],
): Promise<{ outcomes: readonly StepOutcome[]; tookMs: number }> {
  const beganAtMs = Date.now();
  const done = carryOut(
    { cleaner, stopSession: async () => undefined, later, elapsedMs: Date.now },
    planTidy(browser, scope),
    { ...TIDY_CONTEXT, scope },
    { known: [], isFinished: () => false, keep: async () => undefined },
  );
  let tookMs: number | undefined;
  void done.then(() => {
    tookMs = Date.now() - beganAtMs;
  });
  await vi.advanceTimersByTimeAsync(200_000);
  if (tookMs === undefined) throw new Error('it did not end');
  return { outcomes: await done, tookMs };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const steps = [
  ...new Set([...stepsByUs('chromium', 'sitting'), ...stepsByUs('firefox', 'sitting')].map(({ id }) => id)),
];
/** At most one of the two counts is wrong: two wrong ones are undetectable. */
const manner = fc
  .record({
    clearing: fc.constantFrom(...CLEARINGS),
    first: fc.constantFrom(...LOOKS),
    second: fc.constantFrom(...LOOKS),
  })
  .filter(({ first, second }) => first === 'true' || second === 'true');

describe('a tidy, whatever the browser does', () => {
  it('never reports remaining data as gone, reports every step, and ends in half a minute', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('chromium' as const, 'firefox' as const),
        fc.constantFrom(...SCOPES),
        fc.array(fc.tuple(fc.constantFrom(...steps), manner)),
        async (browser, scope, manners) => {
          const fake = fakeBrowser(new Map(manners));
          const { outcomes, tookMs } = await tidy(fake, browser, scope);
          expect(outcomes.map(({ id }) => id)).toEqual(planTidy(browser, scope).map(({ id }) => id));
          for (const { id, status } of outcomes) {
            if (status === 'done') expect(fake.holds(id), id).toBe(0);
          }
          const isHeld = outcomes.some(({ id, status }) => status === 'left' && fake.holds(id) > 0);
          if (isHeld) expect(writeReceipt(scope, outcomes, false).isComplete).toBe(false);
          expect(tookMs).toBeLessThanOrEqual(30_000);
        },
      ),
      { numRuns: 100 },
    );
  }, 120_000);

  it('reports a step that hung, and does the rest', async () => {
    const hangs = { clearing: 'hangs', first: 'true', second: 'true' } as const;
    const fake = fakeBrowser(new Map([['tabs', hangs]]));
    const { outcomes } = await tidy(fake, 'firefox', 'sitting');
    expect(outcomes.find(({ id }) => id === 'tabs')).toMatchObject({ status: 'failed', isLate: true });
    const others = outcomes.filter(({ id, method }) => id !== 'tabs' && method !== 'by-hand');
    expect(others.map(({ status }) => status)).toEqual(others.map(() => 'done'));
  });

  it.each(['nothing', 'throws', 'hangs', 'cannot'] as const)(
    'believes neither look alone: the first says “%s”',
    async (first) => {
      const fake = fakeBrowser(new Map([['cookies', { clearing: 'ignores', first, second: 'true' }]]));
      const { outcomes } = await tidy(fake, 'chromium', 'sitting');
      expect(outcomes.find(({ id }) => id === 'cookies')).toMatchObject({ status: 'left', left: 4 });
    },
  );

  it('reports as unverified what only one way can count', async () => {
    const fake = fakeBrowser(new Map([['history', { clearing: 'clears', first: 'true', second: 'cannot' }]]));
    const { outcomes } = await tidy(fake, 'chromium', 'sitting');
    expect(outcomes.find(({ id }) => id === 'history')?.status).toBe('unverified');
  });
});
