import browser from 'webextension-polyfill';
import type { Pages } from '#app/ports.ts';
import { type RawPageScan, rawPageScan } from '#contracts/messages.ts';
import { z } from '#contracts/zod.ts';
import { parseAddress } from '#core/network/address.ts';
import type { ThirdParty } from '#core/page/third-party.ts';
import type { FormFacts, PageScan } from '#core/page/visit.ts';
import { lazy } from '#lib/lazy.ts';
import { pause } from '#lib/pause.ts';
import { askFrames } from './frames.ts';

const WATCHER = 'watch';
const WEB = ['http://*/*', 'https://*/*'];

/** A page that hangs in one frame must not keep the popup waiting. */
const LOOK_TIMEOUT_MS = 700;
const INJECT_TIMEOUT_MS = 1500;

async function watch(): Promise<void> {
  await unwatch();
  await browser.scripting.registerContentScripts([
    {
      id: WATCHER,
      js: ['page.js'],
      matches: WEB,
      allFrames: true,
      // Documents without an address of their own: `srcdoc`, `about:blank`, `blob:`, `data:`, windows to write into.
      matchOriginAsFallback: true,
      runAt: 'document_start',
      // Otherwise the browser writes the registration to disk.
      persistAcrossSessions: false,
    },
  ]);
  // Passwords in tabs that were open before are watched over too; what these tabs show stays unknown.
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
  // A page that hangs never answers.
  await Promise.race([injected, pause(INJECT_TIMEOUT_MS)]);
}

/**
 * In tabs from before the session, which belong to somebody else until the person does something in them. Runs in
 * the page, so it must stand alone.
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
    if ((message as { name?: unknown }).name === 'end') end();
  }
  for (const type of types) addEventListener(type, onUse, true);
  runtime?.onMessage.addListener(onMessage);
}

/** Scripts that run in open pages fall silent with the registration. */
async function unwatch(): Promise<void> {
  // Rejects when nothing is registered, which is what is wanted.
  await browser.scripting.unregisterContentScripts({ ids: [WATCHER] }).catch(() => undefined);
  const open = await browser.tabs.query({});
  const told = Promise.allSettled(open.map(({ id = -1 }) => browser.tabs.sendMessage(id, { name: 'end' })));
  await Promise.race([told, pause(INJECT_TIMEOUT_MS)]);
}

async function scanNow(tabId: number): ReturnType<Pages['scan']> {
  const timeout = new Promise<undefined>((resolve) => {
    setTimeout(resolve, LOOK_TIMEOUT_MS, undefined);
  });
  const asked = askFrames(tabId, 'page-scan.js', rawScanOfFrame()).catch(() => undefined);
  const seen = (await Promise.race([asked, timeout])) ?? [];
  if (seen.length === 0) return undefined;
  const looks = seen.map(toPageScan);
  return {
    scan: {
      forms: looks.flatMap(({ forms }) => forms),
      mixedActive: sum(looks.map(({ mixedActive }) => mixedActive)),
      mixedPassive: sum(looks.map(({ mixedPassive }) => mixedPassive)),
      parts: looks.flatMap(({ parts }) => parts),
    },
    thirdParties: seen.flatMap(({ loaded }) => loaded.flatMap(toThirdParty)),
  };
}

/** An editor of letters is often a frame of its own. */
const rawRecipients = lazy(() => z.array(z.string().check(z.maxLength(254))).check(z.maxLength(500)));

async function readRecipients(tabId: number): Promise<readonly string[] | undefined> {
  const answers = await askFrames(tabId, 'recipients.js', rawRecipients()).catch(() => undefined);
  return answers?.flat();
}

const rawScanOfFrame = lazy(() =>
  z.extend(rawPageScan(), { loaded: z.array(z.string().check(z.maxLength(300))).check(z.maxLength(1000)) }),
);

function toThirdParty(url: string): readonly ThirdParty[] {
  const address = parseAddress(url);
  return address ? [{ host: address.host, site: address.site }] : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Gives the addresses of a raw look their meaning; a target that is no address is left out. */
export function toPageScan({ forms, mixedActive, mixedPassive, parts }: RawPageScan): PageScan {
  const parsed = forms.flatMap(({ target, asks }): readonly FormFacts[] => {
    const address = parseAddress(target);
    return address ? [{ target: address, asks }] : [];
  });
  return { forms: parsed, mixedActive, mixedPassive, parts: parts.flatMap((url) => parseAddress(url) ?? []) };
}

export const pages: Pages = {
  watch,
  unwatch,
  scan: scanNow,
  readRecipients,
  release: async (tabId) => {
    await browser.tabs.sendMessage(tabId, { name: 'release' }).catch(() => undefined);
  },
};
