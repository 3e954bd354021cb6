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
    open.flatMap(({ id: tabId = -1 }) => {
      const target = { tabId, allFrames: true };
      return [
        browser.scripting.executeScript({ target, files: ['page.js'] }),
        browser.scripting.executeScript({ target, func: tellFirstUse }),
      ];
    }),
  );
  await Promise.race([injected, pause(ANSWER_TIMEOUT_MS)]);
}

/**
 * Reports the first use of a tab from before the session, which belongs to somebody else until then. Injected into the
 * page, so it must be self-contained.
 */
function tellFirstUse(): void {
  const { browser: api, chrome } = globalThis as unknown as Record<string, typeof browser | undefined>;
  const runtime = (api ?? chrome)?.runtime;
  const types = ['keydown', 'pointerdown', 'paste', 'drop'];
  function end(): void {
    for (const type of types) removeEventListener(type, onUse, true);
    runtime?.onMessage.removeListener(onMessage);
  }
  function onUse({ isTrusted }: Event): void {
    if (!isTrusted) return;
    end();
    runtime?.sendMessage({ name: 'page/used', input: {} }).catch(() => undefined);
  }
  function onMessage(message: unknown): undefined {
    if ((message as PageCommand).name === 'end') end();
  }
  for (const type of types) addEventListener(type, onUse, true);
  runtime?.onMessage.addListener(onMessage);
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
