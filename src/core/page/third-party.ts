export interface ThirdParty {
  readonly host: string;
  readonly site: string;
}

/** What the page asked for and the browser stopped. */
export interface BlockedHost extends ThirdParty {
  readonly count: number;
}
