import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TabZooms } from '#app/memory.ts';
import { createZoomKeeper } from '#browser/session/zoom.ts';

/**
 * Chromium's behaviour: a zoom belongs to the site unless the tab has its own; each call and event is asynchronous.
 *
 * @source chrome/browser/extensions/api/tabs/tabs_api.cc, components/zoom/zoom_controller.cc
 */
const chromium = vi.hoisted(() => {
  type Scope = 'per-origin' | 'per-tab';
  interface Change {
    readonly tabId: number;
    readonly oldZoomFactor: number;
    readonly newZoomFactor: number;
    readonly zoomSettings: { readonly scope: Scope; readonly defaultZoomFactor: number };
  }
  const state = { site: 1, tab: 1, scope: 'per-origin' as Scope, listener: (_: Change) => {} };
  const turn = () => new Promise<void>((done) => setImmediate(done));
  const shown = () => (state.scope === 'per-tab' ? state.tab : state.site);

  function set(factor: number): void {
    const oldZoomFactor = shown();
    if (state.scope === 'per-tab') state.tab = factor;
    else state.site = factor;
    const zoomSettings = { scope: state.scope, defaultZoomFactor: 1 };
    void turn().then(() => state.listener({ tabId: 1, oldZoomFactor, newZoomFactor: factor, zoomSettings }));
  }

  return {
    state,
    turn,
    shown,
    set,
    tabs: {
      onZoomChange: {
        addListener: (listener: (change: Change) => void) => {
          state.listener = listener;
        },
        removeListener: () => {},
        hasListener: () => false,
      },
      async setZoom(_tabId: number, factor: number) {
        await turn();
        set(factor === 0 ? 1 : factor);
        await turn();
      },
      async setZoomSettings(_tabId: number, { scope }: { scope: Scope }) {
        await turn();
        if (scope !== state.scope) Object.assign(state, { scope, tab: state.site });
        await turn();
      },
      get: async () => ({ url: 'https://mail.example/' }),
    },
  };
});

vi.mock('webextension-polyfill', () => ({ default: chromium }));

async function turns(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 1) await chromium.turn();
}

/** Presses after the given numbers of ticks. @returns the final zoom of the site and of the tab */
async function press(waits: readonly number[], isWanted = true): Promise<{ site: number; shown: number }> {
  let kept: TabZooms | undefined;
  const { events } = createZoomKeeper({
    zooms: {
      get: async () => kept,
      set: async (value) => {
        kept = value;
      },
      update: async (change) => {
        kept = change(kept);
      },
    } as Parameters<typeof createZoomKeeper>[0]['zooms'],
    isWanted: async () => {
      await turns(2);
      return isWanted;
    },
  });
  events.start();
  for (const wait of waits) {
    await turns(wait);
    chromium.set(chromium.shown() + 0.25);
  }
  await turns(60);
  return { site: chromium.state.site, shown: chromium.shown() };
}

describe('createZoomKeeper', () => {
  beforeEach(() => {
    Object.assign(chromium.state, { site: 1, tab: 1, scope: 'per-origin' });
  });

  it('makes a zoom tab-specific', async () => {
    expect(await press([0])).toEqual({ site: 1, shown: 1.25 });
    expect(chromium.state.scope).toBe('per-tab');
  });

  it('restores the zoom of the site', async () => {
    chromium.state.site = 1.5;
    expect(await press([0, 1])).toMatchObject({ site: 1.5 });
  });

  it('does nothing if it is not wanted', async () => {
    expect(await press([0, 1], false)).toEqual({ site: 1.5, shown: 1.5 });
  });

  it('leaves no zoom with the site, however fast the person presses', async () => {
    const waits = fc.array(fc.nat(14), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(waits, async (between) => {
        Object.assign(chromium.state, { site: 1, tab: 1, scope: 'per-origin' });
        const { site, shown } = await press(between);
        expect(site).toBe(1);
        expect(shown).toBeGreaterThan(1);
      }),
      { numRuns: 60 },
    );
  });
});
