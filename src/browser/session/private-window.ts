import browser from 'webextension-polyfill';

export function isAllowedInPrivate(): Promise<boolean> {
  return browser.extension.isAllowedIncognitoAccess();
}

/** @returns false if the browser refused; the person then opens it by hand */
export async function openPrivateWindow(): Promise<boolean> {
  if (!(await isAllowedInPrivate())) return false;
  const opened = await browser.windows.create({ incognito: true }).catch(() => undefined);
  return opened !== undefined && opened !== null;
}

/** The person or a policy can revoke host permissions at any time. */
export function isAllowedOnPages(): Promise<boolean> {
  return browser.permissions.contains({ origins: ['http://*/*', 'https://*/*'] });
}

/** @param onEnd - the last private window closed */
export function listenToPrivateEnd(onEnd: () => void): void {
  browser.windows.onRemoved.addListener(async () => {
    const windows = await browser.windows.getAll();
    if (!windows.some(({ incognito }) => incognito)) onEnd();
  });
}
