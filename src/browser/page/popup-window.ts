import { activeTabId } from '../tabs.ts';

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
