import type { ArrivalModel } from './arrival-view.tsx';

const first: ArrivalModel = {
  browser: 'chromium',
  windowKind: 'normal',
  isAllowedInPrivate: true,
  isStarting: false,
  hasFailed: false,
};

export const arrivalSamples: Readonly<Record<string, ArrivalModel>> = {
  first,
  chosen: { ...first, place: 'cafe' },
  own: { ...first, place: 'own' },
  private: { ...first, place: 'cafe', windowKind: 'private' },
  'not-allowed': { ...first, place: 'cafe', isAllowedInPrivate: false },
  'not-allowed-firefox': { ...first, place: 'cafe', isAllowedInPrivate: false, browser: 'firefox' },
  change: { ...first, opened: 'change' },
  pin: { ...first, opened: 'pin' },
  'pin-firefox': { ...first, browser: 'firefox', opened: 'pin' },
  allow: { ...first, isAllowedInPrivate: false, opened: 'private' },
  starting: { ...first, place: 'cafe', isStarting: true },
  failed: { ...first, place: 'own', hasFailed: true },
};
