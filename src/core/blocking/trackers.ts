/** What a tracking company does, as far as its list tells. */
export const TRACKER_KINDS = ['ads', 'counting', 'marketing', 'social', 'tags'] as const;
export type TrackerKind = (typeof TRACKER_KINDS)[number];

export interface Tracker {
  /** Name of the company. */
  readonly name: string;
  readonly kind: TrackerKind;
}

/** `other`: blocked, but in no list of companies. */
export type ShownKind = TrackerKind | 'other';
