import { beforeEach, describe, expect, it, vi } from 'vitest';

interface Call {
  readonly tabId?: number;
  readonly path?: Record<string, string>;
  readonly title?: string;
}

const calls = vi.hoisted(() => ({ icons: [] as Call[], titles: [] as Call[] }));
vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getManifest: () => ({ action: { default_title: 'Clean Table' } }) },
    action: {
      setIcon: async (call: Call) => calls.icons.push(call),
      setTitle: async (call: Call) => calls.titles.push(call),
    },
    tabs: { query: async () => [{ id: 1 }, { id: 2 }, {}] },
  },
}));

import { LIVES } from '#core/session/life.ts';
import { manifestFor } from '../../src/manifest.ts';

/** Another background that knows nothing of the one before. */
async function freshToolbar() {
  vi.resetModules();
  return (await import('#browser/toolbar.ts')).toolbar;
}

beforeEach(() => {
  calls.icons.length = 0;
  calls.titles.length = 0;
});

const shapeIn = (call: Call | undefined) => /icon\/(.*)-16\.png/.exec(call?.path?.[16] ?? '')?.[1];

describe('the icon of a quiet page', () => {
  it.each([
    ['not-started', undefined],
    ['started', 'table'],
    ['own', 'table-own'],
  ] as const)('is that of the life, set for all tabs at once: %s', async (life, shape) => {
    const toolbar = await freshToolbar();
    await toolbar.show(7, 'L0', 'en', true, life);
    expect(calls.icons.map(shapeIn)).toEqual(shape === undefined ? [] : [shape]);
    expect(calls.icons.every(({ tabId }) => tabId === undefined)).toBe(true);
  });

  it.each(LIVES)('costs no call on the next page: %s', async (life) => {
    const toolbar = await freshToolbar();
    await toolbar.show(7, 'L0', 'en', true, life);
    calls.icons.length = 0;
    await toolbar.show(7, 'L0', 'en', true, life);
    await toolbar.show(8, 'unknown', 'en', true, life);
    expect(calls.icons).toEqual([]);
  });

  it('comes back to a tab that had a warning, and no other', async () => {
    const toolbar = await freshToolbar();
    await toolbar.show(7, 'L3', 'en', true, 'own');
    calls.icons.length = 0;
    await toolbar.show(7, 'L0', 'en', false, 'own');
    expect(calls.icons.map((call) => [call.tabId, shapeIn(call)])).toEqual([[7, 'table-own']]);
  });

  it('changes in tabs that have one of their own too, when a session begins', async () => {
    const toolbar = await freshToolbar();
    await toolbar.live('started', [4]);
    expect(calls.icons.map((call) => [call.tabId, shapeIn(call)])).toEqual([
      [undefined, 'table'],
      [4, 'table'],
    ]);
  });

  it('is that of a fresh install after the end, everywhere', async () => {
    const toolbar = await freshToolbar();
    await toolbar.show(7, 'L0', 'en', true, 'started');
    calls.icons.length = 0;
    await toolbar.reset();
    expect(calls.icons.map((call) => [call.tabId, shapeIn(call)])).toEqual([
      [undefined, 'table-outline'],
      [1, 'table-outline'],
      [2, 'table-outline'],
    ]);
    expect(manifestFor('chromium').action?.default_icon).toMatchObject({
      16: 'icon/table-outline-16.png',
    });
  });
});

describe('the icon of a warning', () => {
  it.each([
    ['L1', 'table-l1'],
    ['L2', 'table-l2'],
    ['L3', 'table-l3'],
  ] as const)('%s has a shape of its own, in its tab alone', async (level, shape) => {
    const toolbar = await freshToolbar();
    await toolbar.show(7, level, 'en', true, 'not-started');
    expect(calls.icons.map((call) => [call.tabId, shapeIn(call)])).toEqual([[7, shape]]);
    expect(calls.titles.map(({ tabId }) => tabId)).toEqual([7]);
  });
});
