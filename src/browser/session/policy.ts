import browser from 'webextension-polyfill';

/** Firefox rejects if no policy is set; Chromium returns nothing for some seconds after its start. */
export async function readOrganisationPolicy(): Promise<unknown> {
  return (await browser.storage.managed.get('organisation').catch(() => undefined))?.organisation;
}

/** Reports a policy that is loaded or changed while the browser runs. Only Chromium fires the event. */
export function listenToPolicy(run: () => void): void {
  // Not `storage.onChanged`, which wakes the background on each of its own writes, with old and new values.
  browser.storage.managed.onChanged.addListener(run);
}
