import type { Baseline } from '#core/tidy/baseline.ts';

export interface TabInfo {
  readonly id: number;
  readonly url: string;
  readonly isPrivate: boolean;
  readonly isLoading?: boolean;
  /** `false`: another tab stands in front of it. */
  readonly isActive?: boolean;
}

/** A tab that was open before the session started, and that they may have worked in. */
export interface EarlierTab {
  readonly id: number;
  readonly title: string;
  /** It went to another address within the page. */
  readonly hasMoved: boolean;
  /** It stood in front for longer than a moment. */
  readonly wasShown: boolean;
}

export type OwnPage = 'stop' | 'leave' | 'cover' | 'mail';

/** Tabs and windows of the browser. */
export interface Tabs {
  get(tabId: number): Promise<TabInfo | undefined>;
  /** Those of the baseline that are still open. */
  earlier(baseline: Baseline, startedAtMs: number): Promise<readonly EarlierTab[]>;
  /** Opens one of our own pages, next to a tab where there is one. */
  openOwn(page: OwnPage, query?: string, besideTabId?: number): Promise<number | undefined>;
  /** Shows one of our own pages in this tab; beside it where the browser shows none in its window. */
  showOwn(tabId: number, page: OwnPage, query: string): Promise<void>;
  /** In a tab that waits to be looked at: screen and keyboard stay with the person. */
  openBehind(page: OwnPage): Promise<void>;
  findOwn(page: OwnPage): Promise<number | undefined>;
  closeOwn(except: readonly OwnPage[]): Promise<void>;
  open(url: string): Promise<void>;
  navigate(tabId: number, url: string): Promise<void>;
  /** To the page before, or to an empty one where there was none. */
  back(tabId: number): Promise<void>;
  reload(tabId: number): Promise<void>;
  show(tabId: number): Promise<void>;
  close(tabIds: readonly number[]): Promise<void>;
  minimiseOtherWindows(tabId: number | undefined): Promise<void>;
}
