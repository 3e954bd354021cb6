import { expect, it, vi } from 'vitest';

const { runtime } = vi.hoisted(() => ({
  runtime: { getContexts: async () => [{ tabId: 1 }] as { tabId: number }[] },
}));
vi.mock('webextension-polyfill', () => ({ default: { runtime } }));

import { whichAreOurs } from '#browser/page/own-pages.ts';

it.each([
  ['where the browser knows our page', { id: 1, status: 'complete' }, true],
  ['where only the address is ours', { id: 2, status: 'complete' }, false],
  ['where it is on its way', { id: 2, status: 'loading' }, true],
  ['where it was put to sleep', { id: 2, status: 'unloaded', discarded: true }, true],
])('a page of ours is %s', async (_, tab, isOurs) => {
  expect((await whichAreOurs())(tab)).toBe(isOurs);
});
