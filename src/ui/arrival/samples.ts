import type { ArrivalModel } from './arrival-view.tsx';

const first: ArrivalModel = { hasInterruptedTidy: false, isStarting: false, hasFailed: false };

export const arrivalSamples: Readonly<Record<string, ArrivalModel>> = {
  first,
  chosen: { ...first, place: 'cafe' },
  starting: { ...first, place: 'cafe', isStarting: true },
  failed: { ...first, place: 'own', hasFailed: true },
  'cut-short': { ...first, hasInterruptedTidy: true },
};
