import browser from 'webextension-polyfill';
import type { PageScript } from '#app/session/observing.ts';
import type { PageCommand } from '#contracts/page-data.ts';
import { pause } from '#lib/pause.ts';

/** Time limit for pages that do not respond because they hang. */
const ANSWER_TIMEOUT_MS = 1500;

async function start(): Promise<void> {
  await silenceOpenPages();
  const open = await browser.tabs.query({});
  const injected = Promise.allSettled(
    open.map(({ id: tabId = -1 }) =>
      browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: ['page.js'] }),
    ),
  );
  await Promise.race([injected, pause(ANSWER_TIMEOUT_MS)]);
}

/** Tells running instances to stop: they know what the person before allowed. */
async function silenceOpenPages(): Promise<void> {
  const open = await browser.tabs.query({});
  const told = Promise.allSettled(open.map(({ id = -1 }) => tell(id, 'end')));
  await Promise.race([told, pause(ANSWER_TIMEOUT_MS)]);
}

function tell(tabId: number, name: PageCommand['name']): Promise<unknown> {
  const command: PageCommand = { name };
  return browser.tabs.sendMessage(tabId, command);
}

/** Starts the secret guard (`src/page/secret-guard.ts`) anew in open pages; later ones have it from the manifest. */
export const pageScript: PageScript = { start };

/** After a consent: what is held in this tab asks again. */
export async function release(tabId: number): Promise<void> {
  await tell(tabId, 'release').catch(() => undefined);
}
