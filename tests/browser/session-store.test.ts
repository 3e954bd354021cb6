import { beforeEach, describe, expect, it, vi } from 'vitest';

const areas = vi.hoisted(() => {
  const area = () => {
    const values = new Map<string, unknown>();
    const later = () => new Promise((resolve) => setTimeout(resolve, 1));
    return {
      values,
      get: async (key: string | null) => {
        await later();
        return key === null ? Object.fromEntries(values) : { [key]: values.get(key) };
      },
      set: async (entries: Record<string, unknown>) => {
        await later();
        for (const [key, value] of Object.entries(entries)) values.set(key, value);
      },
      remove: async (keys: string | string[]) => {
        await later();
        for (const key of [keys].flat()) values.delete(key);
      },
    };
  };
  return { session: area() };
});
vi.mock('webextension-polyfill', () => ({ default: { storage: areas } }));

import { createMemory, GOES_FIRST } from '#app/memory.ts';
import { createSessionStore } from '#browser/session-store.ts';
import type { Visit } from '#core/page/visit.ts';

const memory = createMemory(createSessionStore(GOES_FIRST));

beforeEach(async () => {
  await memory.clear();
  areas.session.values.clear();
});

describe('session memory', () => {
  it('loses no change when many come at once', async () => {
    const add = (host: string) => memory.hosts.update((hosts) => ({ ...hosts, [host]: 1 }));
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    expect(await memory.hosts.get()).toEqual({ a: 1, b: 1, c: 1, d: 1 });
  });

  it('continues after a failed change', async () => {
    const failing = memory.hosts.update(() => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    await memory.hosts.set({ a: 1 });
    expect(await memory.hosts.get()).toEqual({ a: 1 });
  });

  it('caches what can be lost, and writes the rest', async () => {
    const [light, heavy] = [{ step: 1 }, { step: 2 }] as unknown as [Visit, Visit];
    const hold = (next: Visit) =>
      memory.visit(3).hold(
        () => next,
        (visit) => visit === light,
      );
    await hold(light);
    expect(await memory.visit(3).get()).toBe(light);
    expect(areas.session.values.size, 'not written').toBe(0);
    await hold(heavy);
    expect(areas.session.values.get('visit-3')).toEqual(heavy);
    await hold(light);
    expect(areas.session.values.size, 'the one before does not come back').toBe(0);
    await memory.visit(3).update((known) => (known === light ? heavy : undefined));
    expect(areas.session.values.get('visit-3')).toEqual(heavy);
  });

  it('removes the stored value of an earlier background when it caches its successor', async () => {
    areas.session.values.set('visit-3', { step: 0 });
    await memory.visit(3).hold(
      () => ({}) as Visit,
      () => true,
    );
    expect(areas.session.values.size).toBe(0);
  });

  it('forgets cached values', async () => {
    await memory.visit(3).hold(
      () => ({}) as Visit,
      () => true,
    );
    await memory.clear();
    expect(await memory.visit(3).get()).toBeUndefined();
  });

  it('forgets everything but the receipt', async () => {
    await memory.hosts.set({ a: 1 });
    await memory.visit(3).update(() => undefined);
    await memory.finished.set({
      receipt: {
        scope: 'sitting',
        isComplete: true,
        wasInterrupted: false,
        hasTrueDates: true,
        late: 0,
        outcomes: [],
      },
      language: 'en',
    });
    await memory.clear();
    expect([...areas.session.values.keys()]).toEqual(['finished']);
  });
});
