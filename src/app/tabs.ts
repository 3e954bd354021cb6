import type { Baseline } from '#core/tidy/baseline.ts';

export interface TabInfo {
  readonly id: number;
  readonly url: string;
  readonly isPrivate: boolean;
  readonly isLoading?: boolean;
  /** `false`: it is a background tab. */
  readonly isActive?: boolean;
}

/** A tab from before the session that the person may have used. */
export interface EarlierTab {
  readonly id: number;
  readonly title: string;
  /** Its URL has changed. */
  readonly hasMoved: boolean;
  /** It was active for longer than a moment. */
  readonly wasShown: boolean;
}

export type OwnPage = 'stop' | 'leave' | 'cover' | 'mail';

/** Tabs and windows of the browser. */
export interface Tabs {
  get(tabId: number): Promise<TabInfo | undefined>;
  /** Tabs of the baseline that are still open. */
  earlier(baseline: Baseline, startedAtMs: number): Promise<readonly EarlierTab[]>;
  /** Opens an extension page, next to another tab if given. */
  openOwn(page: OwnPage, query?: string, besideTabId?: number): Promise<number | undefined>;
  /** Shows an extension page in this tab, or next to it if the browser allows none in its window. */
  showOwn(tabId: number, page: OwnPage, query: string): Promise<void>;
  /** In a background tab, without taking the focus. */
  openBehind(page: OwnPage): Promise<void>;
  findOwn(page: OwnPage): Promise<number | undefined>;
  closeOwn(except: readonly OwnPage[]): Promise<void>;
  open(url: string): Promise<void>;
  navigate(tabId: number, url: string): Promise<void>;
  /** Goes back, or to an empty page if there is no history. */
  back(tabId: number): Promise<void>;
  reload(tabId: number): Promise<void>;
  show(tabId: number): Promise<void>;
  close(tabIds: readonly number[]): Promise<void>;
  minimiseOtherWindows(tabId: number | undefined): Promise<void>;
}
