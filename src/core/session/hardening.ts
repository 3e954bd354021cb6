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
 * Result of hardening a setting, read back after writing.
 *
 * `locked`: a policy or another extension controls it (Chromium then ignores the write without an error).
 */
export type SettingStatus = 'changed' | 'already' | 'locked' | 'failed';

export interface SettingOutcome {
  readonly id: SettingId;
  readonly status: SettingStatus;
}

/**
 * Settings to harden. On one's own computer not those about saved data. Firefox cannot remove cached files
 * (`cache2/doomed` is emptied at its next start) nor zoom levels and permissions of sites afterwards, so on a shared
 * computer they are not written at all.
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
