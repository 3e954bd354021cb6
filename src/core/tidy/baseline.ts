/** What was there before the session started, so that it is not taken for theirs. */
export interface Baseline {
  readonly tabIds: readonly number[];
  /** Hashes of the addresses in these tabs, in the same order: enough to compare, useless to read. */
  readonly tabAddresses: readonly number[];
  /** Hashes of the cookies' identities. */
  readonly cookies: readonly number[];
  /** Browsers number what they add to these lists: the newest number, -1 for an empty list. */
  readonly lastDownloadId: number;
  readonly lastVisitId: number;
  /** Names of the closed tabs and windows that could be opened again. */
  readonly closedIds: readonly string[];
  /** Something is dated later than now: the clock was wrong before, or is now. */
  readonly hasLaterThings: boolean;
}

/** Where nobody knows what was there before, nothing is taken for somebody else's. */
export const EMPTY_BASELINE: Baseline = {
  tabIds: [],
  tabAddresses: [],
  cookies: [],
  lastDownloadId: -1,
  lastVisitId: -1,
  closedIds: [],
  hasLaterThings: false,
};
