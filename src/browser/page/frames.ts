import browser from 'webextension-polyfill';
import { z } from '#contracts/zod.ts';

/**
 * Runs one of the extension's files in all frames of a tab, or in the page alone. Pages are untrusted: results of another
 * shape are dropped.
 *
 * @throws Error if the browser does not allow extensions on the page
 */
export async function askFrames<Answer>(
  tabId: number,
  file: string,
  shape: z.ZodMiniType<Answer>,
  allFrames = true,
): Promise<readonly Answer[]> {
  const frames = await browser.scripting.executeScript({
    target: { tabId, allFrames },
    files: [file],
    injectImmediately: true,
  });
  return frames.flatMap(({ result }) => {
    const parsed = z.safeParse(shape, result);
    return parsed.success ? [parsed.data] : [];
  });
}
