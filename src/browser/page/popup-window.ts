import browser from 'webextension-polyfill';

/** `popup.html?tab=7` shows tab 7, also in a tab of its own. */
const wanted = new URLSearchParams(location.search).get('tab');

/** The tab that the popup is about. */
export async function popupTabId(): Promise<number | undefined> {
  return wanted === null ? activeTabId() : Number(wanted);
}

/** Closes the popup, unless it is in a tab of its own. */
export function closePopup(): void {
  if (wanted === null) window.close();
}

/** The active tab of the current window; `undefined` if it is not accessible. */
async function activeTabId(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}
