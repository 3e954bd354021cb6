import { describe, expect, it } from 'vitest';
import type { OwnComputerChoice } from '#app/session/own-computer.ts';
import { createOwnSession } from '#app/session/own-session.ts';
import type { Place } from '#core/session/place.ts';
import { fakeMemory, SESSION } from '../fakes.ts';

function desk(kept?: OwnComputerChoice, running?: Place, isCutShort = false) {
  const memory = fakeMemory();
  const disk: { choice: OwnComputerChoice | undefined } = { choice: kept };
  const started: unknown[] = [];
  const set: boolean[] = [];
  const own = createOwnSession({
    memory,
    ownComputer: {
      get: async () => disk.choice,
      set: async (choice) => {
        disk.choice = choice;
      },
      remove: async () => {
        disk.choice = undefined;
      },
    },
    sessions: {
      start: async (place, language) => {
        started.push([place, language]);
        const session = { ...SESSION, place: running ?? place, language };
        await memory.session.set(session);
        return session;
      },
    },
    trackers: {
      set: async (isOn) => {
        set.push(isOn);
        await memory.blocking.set({ isOn, paused: [], blocked: 0 });
        return undefined;
      },
    },
    language: async () => 'es',
    isCutShort: async () => isCutShort,
  });
  return { memory, disk, started, set, own };
}

const CHOICE: OwnComputerChoice = { language: 'ar', isBlocking: true };

describe('one’s own computer', () => {
  it('is nobody’s until they say so, and then a session runs', async () => {
    const { disk, started, own } = desk();
    expect(await own.state()).toEqual({ isKept: false });
    await own.resume();
    expect(started).toEqual([]);
    expect(await own.keep(true)).toEqual({ isKept: true });
    expect(disk.choice).toEqual({ language: 'es', isBlocking: false });
    expect(started).toEqual([['own', 'es']]);
  });

  it('has a session at each start of the browser, as it was chosen', async () => {
    const { started, set, own } = desk(CHOICE);
    await own.resume();
    expect(started).toEqual([['own', 'ar']]);
    expect(set).toEqual([true]);
    await own.resume();
    expect(started, 'one runs already').toHaveLength(1);
  });

  it.each(['leaving', 'finished'] as const)('waits while there is a %s', async (what) => {
    const { memory, started, own } = desk(CHOICE);
    await memory[what].set({} as never);
    await memory.aftercare.set({} as never);
    await own.resume();
    expect(started).toEqual([]);
  });

  it('starts again once a receipt is over, and not over what was cut short', async () => {
    const over = desk(CHOICE);
    await over.memory.finished.set({} as never);
    await over.own.resume();
    expect(over.started).toHaveLength(1);
    const cut = desk(CHOICE, undefined, true);
    await cut.own.resume();
    expect(cut.started).toEqual([]);
  });

  it('is not kept while a session runs at a shared computer', async () => {
    const { memory, disk, started, own } = desk();
    await memory.session.set({ ...SESSION, place: 'cafe' });
    expect(await own.keep(true)).toEqual({ isKept: false });
    expect([disk.choice, started]).toEqual([undefined, []]);
  });

  it('keeps what is changed later, and only there', async () => {
    const { memory, disk, own } = desk(CHOICE);
    await own.resume();
    await memory.blocking.set({ isOn: false, paused: [], blocked: 0 });
    await own.changed();
    expect(disk.choice).toEqual({ language: 'es', isBlocking: false });
    await own.keep(false);
    await own.changed();
    expect(disk.choice).toBeUndefined();
  });
});
