import type { BrowserKind } from './browser-kind.ts';
import type { Place } from './place.ts';

export const SETTING_IDS = [
  'save-passwords',
  'autofill-addresses',
  'autofill-cards',
  'third-party-cookies',
  'prediction',
  'webrtc',
  'tracking-protection',
  'page-copies',
  'site-zoom',
  'site-notifications',
] as const;
export type SettingId = (typeof SETTING_IDS)[number];

/**
 * What came of asking the browser for a stricter setting, read back after writing.
 *
 * `locked`: a policy or another add-on holds it (Chromium then ignores the write without an error).
 */
export type SettingStatus = 'changed' | 'already' | 'locked' | 'failed';

export interface SettingOutcome {
  readonly id: SettingId;
  readonly status: SettingStatus;
}

/**
 * What the browser lets an extension set. On one's own laptop the saved passwords stay the person's
 * business, and so does what only keeps things from the disk: Firefox cannot take copies of pages from
 * it (`cache2/doomed` is emptied at its next start) nor a site's zoom or rights, so on a computer that
 * others use they are not written at all.
 */
export function settingsToHarden(browser: BrowserKind, place: Place): readonly SettingId[] {
  const network: readonly SettingId[] =
    browser === 'firefox'
      ? ['prediction', 'webrtc', 'tracking-protection']
      : ['third-party-cookies', 'prediction', 'webrtc'];
  if (place === 'own') return network;
  const kept: readonly SettingId[] =
    browser === 'firefox'
      ? ['save-passwords', 'page-copies', 'site-zoom', 'site-notifications']
      : ['save-passwords', 'autofill-addresses', 'autofill-cards'];
  return [...kept, ...network];
}
