import browser from 'webextension-polyfill';
import type { Downloads } from '#app/ports.ts';

/** @param startedAtMs - ms since the epoch */
export function downloadsSince(startedAtMs: number): Promise<browser.Downloads.DownloadItem[]> {
  return browser.downloads.search({ startedAfter: new Date(startedAtMs).toISOString(), limit: 1000 });
}

export const downloads: Downloads = {
  since: async (startedAtMs) => {
    const found = await downloadsSince(startedAtMs);
    return found
      .filter(({ state, exists }) => state === 'in_progress' || (state === 'complete' && exists))
      .map(({ id, filename, bytesReceived, state }) => ({
        id,
        name: filename.split(/[/\\]/).at(-1) ?? '',
        bytes: bytesReceived,
        isRunning: state === 'in_progress',
      }));
  },
};
