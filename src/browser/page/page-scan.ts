import type { PageContents } from '#app/page/observe-visits.ts';
import { rawFullScan, rawRecipients, rawWebmailForm } from '#contracts/page-data.ts';
import { parseAddress } from '#core/network/address.ts';
import { toPageScan } from '#core/page/page-scan.ts';
import type { ThirdParty } from '#core/page/third-party.ts';
import { pause } from '#lib/pause.ts';
import { askFrames } from './frames.ts';

/** A hanging frame must not block the popup. */
const SCAN_TIMEOUT_MS = 700;

/**
 * Scans all frames of a tab.
 *
 * @returns `undefined` if extensions are not allowed on the page, or no frame replied in time
 */
export async function scanPage(tabId: number): Promise<PageContents | undefined> {
  const asked = askFrames(tabId, 'page-scan.js', rawFullScan()).catch(() => []);
  const seen = (await Promise.race([asked, pause(SCAN_TIMEOUT_MS)])) ?? [];
  if (seen.length === 0) return undefined;
  const scans = seen.map(toPageScan);
  return {
    scan: {
      forms: scans.flatMap(({ forms }) => forms),
      mixedActive: sum(scans.map(({ mixedActive }) => mixedActive)),
      mixedPassive: sum(scans.map(({ mixedPassive }) => mixedPassive)),
      parts: scans.flatMap(({ parts }) => parts),
    },
    thirdParties: seen.flatMap(({ loaded }) => loaded.flatMap(toThirdParty)),
  };
}

/**
 * Reads the recipients of the letter being written in a tab. Editors are often separate frames.
 *
 * @returns `undefined` if extensions are not allowed on the page
 */
export async function readRecipients(tabId: number): Promise<readonly string[] | undefined> {
  const answers = await askFrames(tabId, 'recipients.js', rawRecipients()).catch(() => undefined);
  return answers?.flat();
}

/** Whether the page in a tab, and no frame in it, is the sign-in page of a webmail program. */
export async function isWebmailForm(tabId: number): Promise<boolean> {
  const asked = askFrames(tabId, 'webmail-form.js', rawWebmailForm(), false).catch(() => []);
  const [answer] = (await Promise.race([asked, pause(SCAN_TIMEOUT_MS)])) ?? [];
  return answer === true;
}

function toThirdParty(url: string): readonly ThirdParty[] {
  const address = parseAddress(url);
  return address ? [{ host: address.host, site: address.site }] : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
