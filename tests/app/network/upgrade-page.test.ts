import { expect, it } from 'vitest';
import { upgradePage } from '#app/network/upgrade-page.ts';
import { fakeTabs } from '../fakes.ts';

it.each([
  ['http://site.example/a?b#c', 'https://site.example/a?b#c'],
  ['https://site.example/', 'https://site.example/'],
  ['about:blank', 'about:blank'],
])('%s is then %s', async (before, after) => {
  const tabs = fakeTabs({ 7: before });
  await upgradePage(tabs, 7);
  expect((await tabs.get(7))?.url).toBe(after);
});
