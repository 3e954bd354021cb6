import type { BrowserKind } from './browser-kind.ts';
import type { Place } from './sitting.ts';

export const SETTING_IDS = [
  'save-passwords',
  'autofill-addresses',
  'autofill-cards',
  'third-party-cookies',
  'prediction',
  'webrtc',
  'tracking-protection',
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

/** What the browser lets an extension set. On one's own laptop the saved passwords stay the person's business. */
export function settingsToHarden(browser: BrowserKind, place: Place): readonly SettingId[] {
  const network: readonly SettingId[] =
    browser === 'firefox'
      ? ['prediction', 'webrtc', 'tracking-protection']
      : ['third-party-cookies', 'prediction', 'webrtc'];
  if (place === 'own') return network;
  const kept: readonly SettingId[] =
    browser === 'firefox' ? ['save-passwords'] : ['save-passwords', 'autofill-addresses', 'autofill-cards'];
  return [...kept, ...network];
}
