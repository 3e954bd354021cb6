import browser from 'webextension-polyfill';
import type { Settings } from '#app/session/session.ts';
import {
  SETTING_IDS,
  type SettingId,
  type SettingOutcome,
  type SettingStatus,
} from '#core/session/hardening.ts';

interface Handle {
  readonly setting: browser.Types.Setting | undefined;
  readonly strict: unknown;
}

/** The setting and its strict value. APIs that a browser lacks are `undefined`. */
function handleOf(id: SettingId): Handle {
  const { cacheEnabled, zoomSiteSpecific, webNotificationsDisabled } = firefoxSettings();
  const { network, services, websites } = browser.privacy as typeof browser.privacy & {
    services: Record<
      'autofillAddressEnabled' | 'autofillCreditCardEnabled',
      browser.Types.Setting | undefined
    >;
    websites: Record<'thirdPartyCookiesAllowed', browser.Types.Setting | undefined>;
  };
  switch (id) {
    case 'save-passwords':
      return { setting: services.passwordSavingEnabled, strict: false };
    case 'autofill-addresses':
      return { setting: services.autofillAddressEnabled, strict: false };
    case 'autofill-cards':
      return { setting: services.autofillCreditCardEnabled, strict: false };
    case 'third-party-cookies':
      return { setting: websites.thirdPartyCookiesAllowed, strict: false };
    case 'prediction':
      return { setting: network.networkPredictionEnabled, strict: false };
    case 'webrtc':
      // Hides local IP addresses; calls in the browser still work.
      return { setting: network.webRTCIPHandlingPolicy, strict: 'default_public_interface_only' };
    case 'tracking-protection':
      return { setting: websites.trackingProtectionMode, strict: 'always' };
    case 'page-copies':
      return { setting: cacheEnabled, strict: false };
    case 'site-zoom':
      // The zoom then belongs to the tab and is not stored by site.
      return { setting: zoomSiteSpecific, strict: false };
    case 'site-notifications':
      return { setting: webNotificationsDisabled, strict: true };
  }
}

/** Empty in Chromium. */
function firefoxSettings(): Partial<browser.BrowserSettings.Static> {
  return (browser as { browserSettings?: browser.BrowserSettings.Static }).browserSettings ?? {};
}

async function harden(id: SettingId): Promise<SettingStatus> {
  const { setting, strict } = handleOf(id);
  if (!setting) return 'failed';
  const before = await setting.get({});
  if (before.value === strict && before.levelOfControl !== 'controlled_by_this_extension') return 'already';
  if (!isOurs(before.levelOfControl)) return 'locked';
  await setting.set({ value: strict });
  // Chromium ignores a write that a policy forbids, and reports no error.
  const after = await setting.get({});
  return after.value === strict ? 'changed' : 'locked';
}

function isOurs(level: string): boolean {
  return level === 'controllable_by_this_extension' || level === 'controlled_by_this_extension';
}

async function heldSettings(): Promise<readonly browser.Types.Setting[]> {
  const all = SETTING_IDS.map((id) => handleOf(id).setting).filter((setting) => setting !== undefined);
  const held = await Promise.all(
    all.map(async (setting) => (await setting.get({})).levelOfControl === 'controlled_by_this_extension'),
  );
  return all.filter((_, index) => held[index]);
}

/** Clearing a setting restores the previous value, which the browser has kept. */
async function restoreAll(): Promise<void> {
  await Promise.allSettled((await heldSettings()).map((setting) => setting.clear({})));
}

/** Counts settings changed by the session that still have the strict value, whoever controls them. */
export async function countStrict(outcomes: readonly SettingOutcome[]): Promise<number> {
  const changed = outcomes.filter(({ status }) => status === 'changed').map(({ id }) => handleOf(id));
  const isStrict = await Promise.all(
    changed.map(async ({ setting, strict }) => (await setting?.get({}))?.value === strict),
  );
  return isStrict.filter(Boolean).length;
}

export const settings: Settings = {
  harden,
  restoreAll,
  countHeld: async () => (await heldSettings()).length,
};
