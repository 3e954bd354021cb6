import browser from 'webextension-polyfill';

export function isAllowedInPrivate(): Promise<boolean> {
  return browser.extension.isAllowedIncognitoAccess();
}

/** @returns false where the browser did not let us: the person opens it by hand */
export async function openPrivateWindow(): Promise<boolean> {
  if (!(await isAllowedInPrivate())) return false;
  const opened = await browser.windows.create({ incognito: true }).catch(() => undefined);
  return opened !== undefined && opened !== null;
}

/** The person or a policy can take this away at any time. */
export function isAllowedOnPages(): Promise<boolean> {
  return browser.permissions.contains({ origins: ['http://*/*', 'https://*/*'] });
}
