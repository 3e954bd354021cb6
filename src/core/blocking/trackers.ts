/** What a company that watches visits does with them, as far as its list tells. */
export const TRACKER_KINDS = ['ads', 'counting', 'marketing', 'social', 'tags'] as const;
export type TrackerKind = (typeof TRACKER_KINDS)[number];

export interface Tracker {
  /** Of the company. */
  readonly name: string;
  readonly kind: TrackerKind;
}

/** Stopped, and in no list of companies. */
export type ShownKind = TrackerKind | 'other';
