import type { ArrivalModel } from './arrival-view.tsx';

const first: ArrivalModel = {
  browser: 'chromium',
  windowKind: 'normal',
  isAllowedInPrivate: true,
  cutShort: undefined,
  isStarting: false,
  hasFailed: false,
};

export const arrivalSamples: Readonly<Record<string, ArrivalModel>> = {
  first,
  chosen: { ...first, place: 'cafe' },
  private: { ...first, place: 'cafe', windowKind: 'private' },
  'not-allowed': { ...first, place: 'cafe', isAllowedInPrivate: false },
  'not-allowed-firefox': { ...first, place: 'cafe', isAllowedInPrivate: false, browser: 'firefox' },
  starting: { ...first, place: 'cafe', isStarting: true },
  failed: { ...first, place: 'own', hasFailed: true },
  'cut-short': { ...first, cutShort: 'tidy' },
  'cut-off': { ...first, cutShort: 'visit' },
};
