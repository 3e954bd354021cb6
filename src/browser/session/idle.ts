import browser from 'webextension-polyfill';

/** Longest useful interval, for when no idle limit is set: wakes the background as rarely as possible. */
const FAR_AWAY_S = 4 * 60 * 60;

let intervalS: number | undefined;

/** @param minutes - idle time before the browser reports; 0: as rarely as possible */
export function tellIdleAfter(minutes: number): void {
  const wanted = minutes === 0 ? FAR_AWAY_S : minutes * 60;
  if (wanted === intervalS) return;
  intervalS = wanted;
  browser.idle.setDetectionInterval(wanted);
}

/** Must be called on the first tick of the background. */
export function listenToInput(onChange: (state: 'active' | 'idle' | 'locked') => void): void {
  browser.idle.onStateChanged.addListener(onChange);
}
