import { describe, expect, it } from 'vitest';
import { createVisitSpans } from '#app/tidy/visit-span.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import { startClock } from '#core/tidy/clock.ts';
import { fakeMemory, SESSION } from '../fakes.ts';

const MINUTE_MS = 60_000;
const NOW_MS = 1_000 * MINUTE_MS;
const MARK_MS = NOW_MS - 300 * MINUTE_MS;
const minutesAgo = (minutes: number) => NOW_MS - minutes * MINUTE_MS;

async function desk() {
  const memory = fakeMemory();
  const asked: unknown[][] = [];
  const clock = { nowMs: NOW_MS };
  const spans = createVisitSpans({
    memory,
    baselineAt: async (earlier, ...others) => {
      asked.push(others);
      return { ...earlier, lastVisitId: 77 };
    },
    now: () => clock.nowMs,
  });
  await memory.mark.set({ sinceMs: MARK_MS, cause: 'browser-start' });
  await memory.baseline.set(EMPTY_BASELINE);
  await memory.clock.set(startClock({ wallMs: MARK_MS, aheadMs: 0 }, false));
  await memory.hosts.set({ 'early.example': minutesAgo(200), 'mine.example': minutesAgo(5) });
  await memory.touchedTabs.set({ 1: minutesAgo(200), 2: minutesAgo(5), 3: 0 });
  return { memory, asked, clock, spans };
}

describe('what the visit covers that is being left', () => {
  it('is all since pages are observed, where nobody says more', async () => {
    const { asked, spans } = await desk();
    for (const begin of [undefined, 'mark', 'everything'] as const) {
      expect(await spans.of(begin)).toEqual({
        startedAtMs: MARK_MS,
        fromMs: undefined,
        hasTrueDates: true,
        hosts: ['early.example', 'mine.example'],
        tabIds: [1, 2],
        baseline: EMPTY_BASELINE,
      });
    }
    expect(asked, 'no baseline is made up where one was taken').toEqual([]);
  });

  it('is what came since the moment that was named', async () => {
    const { asked, spans } = await desk();
    expect(await spans.of('15-minutes')).toEqual({
      startedAtMs: minutesAgo(15),
      fromMs: minutesAgo(15),
      hasTrueDates: true,
      hosts: ['mine.example'],
      tabIds: [2],
      baseline: { ...EMPTY_BASELINE, lastVisitId: 77 },
    });
    expect(asked).toEqual([[minutesAgo(15), ['mine.example'], [2]]]);
  });

  it('is asked of the browser again only after a while', async () => {
    const { asked, clock, spans } = await desk();
    await spans.of('hour');
    clock.nowMs += 5_000;
    await spans.of('hour');
    expect(asked).toHaveLength(1);
    clock.nowMs += 6_000;
    await spans.of('hour');
    expect(asked).toHaveLength(2);
  });

  it('is refused for a moment that the clock cannot tell', async () => {
    const { memory, spans } = await desk();
    await memory.clock.update((known) => known && { ...known, wasSetBack: true });
    expect((await spans.moments()).map(({ id }) => id)).toEqual(['mark', 'everything']);
    await expect(spans.of('hour')).rejects.toThrow('clock');
    expect((await spans.of('mark'))?.hasTrueDates).toBe(false);
  });

  it('is since Start where somebody pressed it, whatever is named', async () => {
    const { memory, spans } = await desk();
    await memory.session.set({ ...SESSION, startedAtMs: minutesAgo(30) });
    await memory.clock.set(startClock({ wallMs: minutesAgo(30), aheadMs: 0 }, false));
    expect(await spans.moments()).toEqual([]);
    expect(await spans.of('15-minutes')).toMatchObject({ startedAtMs: minutesAgo(30), fromMs: undefined });
  });

  it('is not known without a baseline', async () => {
    const { memory, spans } = await desk();
    await memory.baseline.remove();
    expect(await spans.of('mark')).toBeUndefined();
    expect((await spans.moments()).map(({ id }) => id)).toEqual(['everything']);
  });
});
