import { describe, expect, it } from 'vitest';
import { SETTING_IDS, settingsToHarden } from '#core/session/hardening.ts';

const BROWSERS = ['chromium', 'firefox'] as const;

describe.each(BROWSERS)('settingsToHarden in %s', (browser) => {
  it('stops saving passwords on a shared computer', () => {
    expect(settingsToHarden(browser, 'cafe')).toContain('save-passwords');
  });

  it('does not touch saved data on one’s own computer', () => {
    const own = settingsToHarden(browser, 'own');
    for (const id of ['save-passwords', 'autofill-addresses', 'autofill-cards', 'page-copies', 'site-zoom'])
      expect(own).not.toContain(id);
    expect(own).toEqual(expect.arrayContaining(['prediction', 'webrtc']));
  });

  it('includes all settings of one’s own computer on a shared one', () => {
    expect(settingsToHarden(browser, 'cafe')).toEqual(
      expect.arrayContaining([...settingsToHarden(browser, 'own')]),
    );
  });

  it.each(['own', 'cafe'] as const)('names each setting once (%s)', (place) => {
    const ids = settingsToHarden(browser, place);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('settingsToHarden by browser', () => {
  // Setting an unknown property throws.
  it('requests only what each browser has', () => {
    expect(settingsToHarden('firefox', 'cafe')).toEqual([
      'save-passwords',
      'page-copies',
      'site-zoom',
      'site-notifications',
      'prediction',
      'webrtc',
      'tracking-protection',
    ]);
    expect(settingsToHarden('chromium', 'cafe')).toEqual([
      'save-passwords',
      'autofill-addresses',
      'autofill-cards',
      'third-party-cookies',
      'prediction',
      'webrtc',
    ]);
  });

  it('covers every setting', () => {
    const used = BROWSERS.flatMap((browser) => settingsToHarden(browser, 'cafe'));
    expect(new Set(used)).toEqual(new Set(SETTING_IDS));
  });
});
