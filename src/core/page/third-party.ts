export interface ThirdParty {
  readonly host: string;
  readonly site: string;
}

/** Blocked requests of a page, by host. */
export interface BlockedHost extends ThirdParty {
  readonly count: number;
}
