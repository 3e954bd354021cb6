import browser from 'webextension-polyfill';

/** Firefox rejects where nobody has set anything, Chromium answers with nothing for some seconds after its start. */
export async function readOrganisationPolicy(): Promise<unknown> {
  return (await browser.storage.managed.get('organisation').catch(() => undefined))?.organisation;
}

/** Tells when the policy comes, or is changed while the browser runs; Chromium alone does that. */
export function listenToPolicy(run: () => void): void {
  // Not `storage.onChanged`: that wakes the background at each write of its own, with old and new values.
  browser.storage.managed.onChanged.addListener(run);
}
