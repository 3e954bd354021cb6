import type { ArrivalModel } from './arrival-view.tsx';

const first: ArrivalModel = { cutShort: undefined, isStarting: false, hasFailed: false };

export const arrivalSamples: Readonly<Record<string, ArrivalModel>> = {
  first,
  chosen: { ...first, place: 'cafe' },
  starting: { ...first, place: 'cafe', isStarting: true },
  failed: { ...first, place: 'own', hasFailed: true },
  'cut-short': { ...first, cutShort: 'tidy' },
  'cut-off': { ...first, cutShort: 'visit' },
};
