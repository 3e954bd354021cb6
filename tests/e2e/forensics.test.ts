import { describe, expect, it } from 'vitest';
import type { StepId } from '#core/tidy/plan.ts';
import { CHANNEL_IDS, type Channel } from '../forensics/channels.ts';
import { mintSeed, notPlanted, runSession, tidyUp, WAYS } from '../forensics/run.ts';
import { receiptOn, type ShownReceipt } from './harness/person.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

type Of<Value> = { readonly [Name in (typeof BROWSER_NAMES)[number]]: Value };

/** Channels that the receipt reports as left, with the step that says how to clear them. Nothing else may be left. */
const NAMED: Of<Partial<Record<Channel, StepId>>> = {
  chromium: {
    'host-name': 'site-names',
    'permission-host': 'site-permissions',
    'bookmark-url': 'bookmarks',
    'bookmark-title': 'bookmarks',
    word: 'dictionary',
  },
  firefox: {
    'host-name': 'site-files',
    'closed-site-store': 'site-files',
    'permission-host': 'site-permissions',
    'clicked-host': 'site-files',
    'disk-page-url': 'local-files',
    'disk-page-store': 'local-files',
    'bookmark-url': 'bookmarks',
    'bookmark-title': 'bookmarks',
    'media-host': 'site-files',
    'saved-address': 'addresses',
    'saved-card': 'addresses',
    // The step says that it stays.
    word: 'dictionary',
  },
};

/** Short form of `npm run test:forensics`. Both browsers run in parallel, because the tests mostly wait. */
describe.concurrent.each(BROWSER_NAMES)('after a tidy, on the disk of %s', (name) => {
  it('nothing of the session can be read, except what the receipt names', async () => {
    const { before } = WAYS['since I sat down'];
    let shown: ShownReceipt | undefined;
    const { traces, places } = await runSession(name, mintSeed(), before, async (browser) => {
      await tidyUp(browser, 'sitting');
      shown = await receiptOn(await browser.findPage(`${browser.backend.extensionUrl}leave.html`));
    });
    const byHand = shown?.steps.filter(({ status }) => status === 'cannot').map(({ step }) => step);
    const live = CHANNEL_IDS.filter((channel) => traces[channel] === 'live');
    expect(
      live.filter((channel) => !byHand?.includes(NAMED[name][channel] ?? '')),
      JSON.stringify({ byHand, places }),
    ).toEqual([]);
  });

  it('a session without a tidy is found, in every channel', async () => {
    const { before, leave } = WAYS.nothing;
    expect(notPlanted(name, await runSession(name, mintSeed(), before, leave))).toEqual([]);
  });
});

it.concurrent('the session log of Chromium, left out by the person, still reveals the pages', async () => {
  const { before } = WAYS['since I sat down'];
  let said: string | undefined;
  const { places } = await runSession('chromium', mintSeed(), before, async (browser) => {
    await tidyUp(browser, 'sitting', ['session-log']);
    const receipt = await browser.findPage(`${browser.backend.extensionUrl}leave.html`);
    said = await receipt.evaluate(
      () => document.querySelector('[data-step="session-log"][data-chosen]')?.textContent ?? undefined,
    );
  });
  expect(places.url?.every((path) => path.includes('Sessions'))).toBe(true);
  expect(said).toMatch(/disk/);
});
