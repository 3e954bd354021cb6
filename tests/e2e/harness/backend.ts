import type { Browser } from 'puppeteer';
import type { Cafe } from '../../cafe/server.ts';
import type { BuiltExtension } from './extension.ts';
import type { OwnWindows } from './own-windows.ts';

export interface StartOptions {
  readonly cafe: Cafe;
  readonly profileDir: string;
  readonly headless: boolean;
  readonly hasExtension: boolean;
  /** For the browser's process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Firefox only: what somebody has set in it before. */
  readonly preferences?: Readonly<Record<string, unknown>>;
  /**
   * A process for each site, and one in reserve, is most of what a test of a dozen pages takes. Not where the disk is
   * searched, a page looks for us or time is measured: there it is as people have it.
   */
  readonly hasFewProcesses: boolean;
}

/** What the two browsers do differently. */
export interface Backend {
  readonly browser: Browser;
  readonly extension: BuiltExtension;
  /** Address of the extension's own pages, with a slash at the end. */
  readonly extensionUrl: string;
  readonly pid: number | undefined;
  /** Ends the background and leaves the browser alone, as the browser does after half a minute of rest. */
  killBackground(): Promise<void>;
  hasBackground(): Promise<boolean>;
  /** Number of the process that holds the extension's background and pages. */
  extensionProcess(): Promise<number | undefined>;
  /** Bytes that the background's own objects take, after a clean-up. Firefox has no such question. */
  heapBytes?(): Promise<number | undefined>;
  /** As if the person had set “allow in private windows” so. The extension starts anew by that, as it does for people. */
  allowInPrivate(isAllowed: boolean): Promise<void>;
  readonly ownWindows: OwnWindows;
  /** Firefox only: evaluates in its own process, with all that its windows have. */
  inParent?(expression: string): Promise<unknown>;
  /**
   * Addresses that a page or a background of this origin asked the network for, from the start of
   * the browser until now. Navigations do not count: those are the person's.
   */
  requestsBegunBy(origin: string): Promise<readonly string[]>;
}
