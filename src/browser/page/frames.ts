import browser from 'webextension-polyfill';
import { z } from '#contracts/zod.ts';

/**
 * Runs one of our files in all frames of a tab. Frames are as untrusted as any message: what is not of this shape is
 * no answer.
 *
 * @throws Error where the browser keeps extensions away
 */
export async function askFrames<Answer>(
  tabId: number,
  file: string,
  shape: z.ZodMiniType<Answer>,
): Promise<readonly Answer[]> {
  const frames = await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    files: [file],
    injectImmediately: true,
  });
  return frames.flatMap(({ result }) => {
    const parsed = z.safeParse(shape, result);
    return parsed.success ? [parsed.data] : [];
  });
}
