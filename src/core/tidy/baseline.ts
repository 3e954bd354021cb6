/** What existed before the session started. */
export interface Baseline {
  readonly tabIds: readonly number[];
  /** Hashes of these tabs' URLs, in the same order: comparable but not readable. */
  readonly tabAddresses: readonly number[];
  /** Hashes of the cookies. */
  readonly cookies: readonly number[];
  /** Highest ids the browser had assigned; -1 for an empty list. */
  readonly lastDownloadId: number;
  readonly lastVisitId: number;
  /** Ids of closed tabs and windows that could be reopened. */
  readonly closedIds: readonly string[];
  /** Something is dated in the future: the clock was wrong earlier, or is now. */
  readonly hasLaterThings: boolean;
}

/** For an unknown baseline: everything counts as the session's. */
export const EMPTY_BASELINE: Baseline = {
  tabIds: [],
  tabAddresses: [],
  cookies: [],
  lastDownloadId: -1,
  lastVisitId: -1,
  closedIds: [],
  hasLaterThings: false,
};
