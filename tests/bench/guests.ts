import type { TestBrowser } from '../e2e/harness/index.ts';

/** One point. A drawing would be a document of its own, a hundred times a page. */
export const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

/** As many names that public DNS could know as a session has to see before it stops listening to answers. */
export const KNOWN_HOSTS = Array.from({ length: 12 }, (_, index) => `known${index}.example.net`);

/** What comes in the first minutes of a session is not what a page costs. */
export async function visitKnown(browser: TestBrowser): Promise<void> {
  const page = await browser.openPage();
  for (const host of KNOWN_HOSTS) await browser.goTo(page, `https://${host}/part.gif`);
  await page.close();
}

/**
 * A new tab hides the pages of ours, and Chromium has a process without any visible page tidy its
 * memory at once, in the worker too: no cost of the pages that follow.
 */
export const SETTLE_MS = 10_000;
