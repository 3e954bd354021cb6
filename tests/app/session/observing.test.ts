import { describe, expect, it } from 'vitest';
import { createObserving } from '#app/session/observing.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import { writeReceipt } from '#core/tidy/receipt.ts';
import { fakeMemory, fakePages } from '../fakes.ts';

function desk() {
  const memory = fakeMemory();
  const pages = fakePages();
  const clocks: boolean[] = [];
  const clock = { nowMs: 1_000 };
  const observing = createObserving({
    memory,
    pageScript: pages,
    takeBaseline: async () => ({ ...EMPTY_BASELINE, tabIds: [5, 6], hasLaterThings: true }),
    clock: { start: async (hasLaterThings) => void clocks.push(hasLaterThings) },
    now: () => clock.nowMs,
  });
  return { memory, pages, clocks, clock, observing };
}

describe('observing pages', () => {
  it('begins once in a run of the browser, with a baseline and the clock', async () => {
    const { memory, pages, clocks, clock, observing } = desk();
    await observing.resume('install');
    clock.nowMs = 2_000;
    await observing.resume('browser-start');
    expect(await memory.mark.get()).toEqual({ sinceMs: 1_000, cause: 'install' });
    expect((await memory.baseline.get())?.tabIds).toEqual([5, 6]);
    expect(clocks).toEqual([true]);
    expect(pages.isWatching).toBe(true);
  });

  it('begins once where Start asks for it too, at the same time', async () => {
    const { clocks, observing } = desk();
    await Promise.all([observing.resume('install'), observing.resume('browser-start')]);
    expect(clocks).toHaveLength(1);
  });

  it('takes open tabs for seen and not for used, whatever they loaded before', async () => {
    const { memory, observing } = desk();
    await memory.touchedTabs.set({ 6: 900 });
    await memory.hosts.set({ 'theirs.example': 900 });
    await observing.resume('browser-start');
    expect(await memory.touchedTabs.get()).toEqual({ 5: 0, 6: 0 });
    expect(await memory.hosts.get(), 'none yet, and not unknown').toEqual({});
  });

  it('begins anew after a clean-up', async () => {
    const { memory, clock, observing } = desk();
    await observing.resume('browser-start');
    clock.nowMs = 3_000;
    await observing.begin('clean-up');
    expect(await memory.mark.get()).toEqual({ sinceMs: 3_000, cause: 'clean-up' });
  });

  it('begins with the clean-up where the background ended before it could say so', async () => {
    const { memory, observing } = desk();
    await memory.finished.set({ receipt: writeReceipt('everything', [], false), language: 'en' });
    await observing.resume('browser-start');
    expect((await memory.mark.get())?.cause).toBe('clean-up');
  });

  it('lets Start wait for a beginning under way, also for one that fails, and then begins', async () => {
    const memory = fakeMemory();
    let fail: (reason: unknown) => void = () => undefined;
    const answers = [new Promise<never>((_, reject) => (fail = reject)), Promise.resolve(EMPTY_BASELINE)];
    const observing = createObserving({
      memory,
      pageScript: fakePages(),
      takeBaseline: () => answers.shift() ?? Promise.reject(new Error('asked too often')),
      clock: { start: async () => undefined },
      now: () => 1,
    });
    const begun = observing.begin('install');
    let isSettled = false;
    const resumed = observing.resume('browser-start').then(() => {
      isSettled = true;
    });
    await new Promise((done) => setTimeout(done));
    expect(isSettled).toBe(false);
    fail(new Error('no baseline'));
    await expect(begun).rejects.toThrow('no baseline');
    expect(await memory.mark.get()).toBeUndefined();
    await resumed;
    expect(await memory.mark.get()).toEqual({ sinceMs: 1, cause: 'browser-start' });
  });
});
