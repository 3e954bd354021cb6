import type { SettingsModel } from './settings-view.tsx';

const chromium: SettingsModel = {
  browser: 'chromium',
  session: {
    place: 'cafe',
    language: 'en',
    startedAtMs: 0,
    settings: [
      { id: 'save-passwords', status: 'changed' },
      { id: 'autofill-addresses', status: 'changed' },
      { id: 'autofill-cards', status: 'already' },
      { id: 'third-party-cookies', status: 'failed' },
      { id: 'prediction', status: 'locked' },
      { id: 'webrtc', status: 'changed' },
    ],
    hideAddress: undefined,
  },
  isOwn: false,
  isSilent: false,
  idleMinutes: 10,
  blocking: { isOn: true, isPaused: false, blocked: 12 },
  lists: [
    { title: 'Example list of companies', version: '1.2.3', date: '2026-05', license: 'MIT' },
    { title: 'Example list of requests', version: '2.1.1.70', date: '2026-03-20', license: 'GPL-3.0-only' },
  ],
  shortcuts: [
    { name: '_execute_action', keys: 'Ctrl+Shift+8' },
    { name: 'hide', keys: 'Alt+Shift+Q' },
    { name: 'tidy-now', keys: '' },
  ],
  note: undefined,
};

const session = chromium.session;

export const settingsSamples: Readonly<Record<string, SettingsModel>> = {
  chromium,
  firefox: {
    ...chromium,
    browser: 'firefox',
    session: session && {
      ...session,
      settings: [
        { id: 'save-passwords', status: 'changed' },
        { id: 'prediction', status: 'changed' },
        { id: 'webrtc', status: 'changed' },
        { id: 'tracking-protection', status: 'changed' },
      ],
      hideAddress: 'https://weather.example/',
    },
    note: 'saved',
  },
  'no-settings': { ...chromium, session: session && { ...session, settings: [] }, note: 'failed' },
  own: {
    ...chromium,
    session: session && { ...session, place: 'own' },
    isOwn: true,
    isSilent: true,
    blocking: { isOn: false, isPaused: false, blocked: 0 },
  },
  nobody: { ...chromium, session: undefined, idleMinutes: undefined, blocking: undefined },
};
