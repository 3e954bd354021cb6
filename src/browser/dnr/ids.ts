/** Ids of the session rules, in one place because they share one number space. Lists have their own. */
export const IDS = {
  /** The ids after it are for the hosts allowed over HTTP, up to `endOfUpgrades`. */
  upgrade: 1,
  endOfUpgrades: 10_000,
  signal: 10_000,
  parameters: 10_001,
  pause: 10_002,
  /** First of one id per entry of `LETTER_PAGES`. */
  keptParameters: 10_003,
} as const;

/** Of the session rules. Those of the lists (`scripts/filters/compile.ts`) are below `pause`. */
export const PRIORITIES = {
  parameters: 1,
  /** Above the lists, below the upgrade to HTTPS. */
  pause: 500,
  /** Above all blocking rules: a site with paused blocking is still upgraded. */
  upgrade: 1000,
  /** Above the allow rules: those disable `modifyHeaders` rules of lower priority, and this one is for every request. */
  signal: 2000,
} as const;
