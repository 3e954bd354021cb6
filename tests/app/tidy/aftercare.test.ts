import { describe, expect, it } from 'vitest';
import { createAftercare } from '#app/tidy/aftercare.ts';
import type { Cleaner } from '#app/tidy/carry-out.ts';
import type { StepId } from '#core/tidy/plan.ts';
import { writeReceipt } from '#core/tidy/receipt.ts';
import { later } from '#lib/limit.ts';
import { fakeListeners, fakeMemory, fakeTabs, TIDY_CONTEXT } from '../fakes.ts';

const CONTEXT = { ...TIDY_CONTEXT, hosts: ['mail.example', 'www.open.example'], keepTabIds: [7] };

function afterReceipt(stays: readonly StepId[] = []) {
  const memory = fakeMemory();
  const events = fakeListeners();
  const tabs = fakeTabs({ 7: 'https://open.example/' });
  let nowMs = 0;
  const there = new Map<StepId, number>();
  const hung = new Map<StepId, Promise<number>>();
  const count: Cleaner['countLeft'] = async ({ id }) => hung.get(id) ?? there.get(id) ?? 0;
  const cleaner: Cleaner = {
    clear: async ({ id }) => {
      if (!stays.includes(id)) there.delete(id);
      return undefined;
    },
    countBefore: count,
    countLeft: count,
    countAnotherWay: count,
    isLargeProfile: async () => false,
    untilWritten: async () => undefined,
  };
  const aftercare = createAftercare({
    browser: 'firefox' as const,
    memory,
    cleaner,
    later,
    observe: () => events,
    tabs,
    now: () => nowMs,
  });
  const late = async () => (await memory.finished.get())?.receipt.late;
  const begin = async () => {
    await memory.finished.set({ receipt: writeReceipt('sitting', [], false), language: 'en' });
    await aftercare.start(CONTEXT);
    await memory.clear();
  };
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { memory, events, tabs, there, hung, aftercare, late, begin, pass };
}

describe('after the receipt', () => {
  it('reports nothing if nothing arrives', async () => {
    const { aftercare, late, begin } = afterReceipt();
    await begin();
    await aftercare.look();
    expect(await late()).toBe(0);
  });

  it('clears a late cookie, and reports each one', async () => {
    const { there, aftercare, late, begin } = afterReceipt();
    await begin();
    there.set('cookies', 2);
    await aftercare.look();
    expect(there.has('cookies')).toBe(false);
    expect(await late()).toBe(2);
    there.set('cookies', 1);
    await aftercare.look();
    expect(await late()).toBe(3);
  });

  it('does not report a cookie that could not be removed', async () => {
    const { there, aftercare, late, begin } = afterReceipt(['cookies']);
    await begin();
    there.set('cookies', 1);
    await aftercare.look();
    expect(await late()).toBe(0);
  });

  it('attributes nothing after somebody used the browser', async () => {
    const { events, there, aftercare, begin } = afterReceipt();
    await begin();
    expect(events.isWatching).toBe(true);
    await aftercare.stop();
    there.set('cookies', 1);
    await aftercare.look();
    expect(there.get('cookies')).toBe(1);
    expect(events.isWatching).toBe(false);
  });

  it('does not remove what arrives for somebody who uses the browser during a check', async () => {
    const { there, aftercare, begin } = afterReceipt();
    await begin();
    there.set('cookies', 1);
    const look = aftercare.look();
    const end = aftercare.stop();
    await Promise.all([look, end]);
    expect(there.get('cookies')).toBe(1);
  });

  it('does not make a new session wait for a hanging call, and clears nothing of it', async () => {
    const { there, hung, aftercare, begin } = afterReceipt();
    await begin();
    there.set('files', 1);
    let answer: (count: number) => void = () => undefined;
    hung.set('files', new Promise((resolve) => (answer = resolve)));
    const look = aftercare.look();
    await aftercare.stop();
    await begin();
    answer(1);
    await look;
    expect(there.get('files')).toBe(1);
  });

  it('removes names together with the page that showed them, not earlier', async () => {
    const { memory, tabs, aftercare, begin } = afterReceipt();
    await begin();
    const outcomes = [{ id: 'files', method: 'since', status: 'cannot', names: ['letter.pdf'] }] as const;
    await memory.finished.set({ receipt: writeReceipt('sitting', outcomes, false), language: 'en' });
    const page = await tabs.openOwn('leave');
    await aftercare.tabClosed();
    expect(JSON.stringify(await memory.finished.get())).toContain('letter.pdf');
    tabs.all.delete(page ?? -1);
    await aftercare.tabClosed();
    expect(JSON.stringify(await memory.finished.get())).not.toContain('letter.pdf');
    expect((await memory.finished.get())?.receipt.outcomes).toHaveLength(1);
  });

  it('does not remove cookies of sites that other people’s tabs still show', async () => {
    const { memory, begin } = afterReceipt();
    await begin();
    expect((await memory.aftercare.get())?.cookieHosts).toEqual(['mail.example']);
  });

  it('ends after a while even if nobody uses the browser', async () => {
    const { events, there, aftercare, begin, pass } = afterReceipt();
    await begin();
    pass(11 * 60_000);
    there.set('cookies', 1);
    await aftercare.look();
    expect(there.get('cookies')).toBe(1);
    expect(events.isWatching).toBe(false);
  });

  it('continues in a restarted background', async () => {
    const { events, aftercare, begin } = afterReceipt();
    events.start();
    await aftercare.resume();
    expect(events.isWatching).toBe(false);
    await begin();
    await aftercare.resume();
    expect(events.isWatching).toBe(true);
  });
});
