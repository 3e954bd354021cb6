/** What a company that watches visits does with them, as far as its list tells. */
export const WATCHER_KINDS = ['ads', 'counting', 'marketing', 'social', 'tags'] as const;
export type WatcherKind = (typeof WATCHER_KINDS)[number];

export interface Watcher {
  /** Of the company. */
  readonly name: string;
  readonly kind: WatcherKind;
}

/** Stopped, and in no list of companies. */
export type ShownKind = WatcherKind | 'other';
