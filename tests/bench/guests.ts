import type { TestBrowser } from '../e2e/harness/index.ts';

/** One pixel. An SVG would be a document of its own, a hundred times per page. */
export const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

/** As many public names as a session observes before it stops listening to responses. */
export const KNOWN_HOSTS = Array.from({ length: 12 }, (_, index) => `known${index}.example.net`);

/** Warm-up: the first minutes of a session are not typical. */
export async function visitKnown(browser: TestBrowser): Promise<void> {
  const page = await browser.openPage();
  for (const host of KNOWN_HOSTS) await browser.goTo(page, `https://${host}/part.gif`);
  await page.close();
}

/**
 * A new tab hides the extension's page, and Chromium cleans up the memory of a process without visible pages at once,
 * including the worker: that is no cost of the following pages.
 */
export const SETTLE_MS = 10_000;
