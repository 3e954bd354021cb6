import { describe, expect, it } from 'vitest';
import { CHANNEL_IDS, type Channel } from '../forensics/channels.ts';
import { mintSeed, notPlanted, runSitting, tidyUp, WAYS } from '../forensics/run.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

/** What the receipt names as left, with the clicks that remove it. Nothing else may stay. */
const NAMED: Readonly<Record<(typeof BROWSER_NAMES)[number], readonly Channel[]>> = {
  chromium: ['host-name'],
  firefox: ['host-name', 'closed-site-store', 'permission-host'],
};

/** The short form of `npm run test:forensics`. */
describe.each(BROWSER_NAMES)('after a tidy, on the disk of %s', (name) => {
  it('nothing of the sitting can be read any more, but what the receipt names', async () => {
    const { before, leave } = WAYS['since I sat down'];
    const { traces, places } = await runSitting(name, mintSeed(), before, leave);
    const live = CHANNEL_IDS.filter((channel) => traces[channel] === 'live');
    expect(
      live.filter((channel) => !NAMED[name].includes(channel)),
      JSON.stringify(places),
    ).toEqual([]);
  });

  it('a sitting that nobody tidied up is found, in every channel', async () => {
    const { before, leave } = WAYS.nothing;
    expect(notPlanted(name, await runSitting(name, mintSeed(), before, leave))).toEqual([]);
  });
});

it('the log of open pages in Chromium, skipped by the person, still tells where they were', async () => {
  const { before } = WAYS['since I sat down'];
  let said: string | undefined;
  const { places } = await runSitting('chromium', mintSeed(), before, async (browser) => {
    await tidyUp(browser, 'sitting', ['session-log']);
    const receipt = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    said = await receipt.evaluate(
      () => document.querySelector('[data-step="session-log"][data-chosen]')?.textContent ?? undefined,
    );
  });
  expect(places.url?.every((path) => path.includes('Sessions'))).toBe(true);
  expect(said).toMatch(/disk/);
});
