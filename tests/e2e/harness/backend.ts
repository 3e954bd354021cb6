import type { Browser } from 'puppeteer';
import type { Cafe } from '../../cafe/server.ts';
import type { BuiltExtension } from './extension.ts';
import type { OwnWindows } from './own-windows.ts';

export interface StartOptions {
  readonly cafe: Cafe;
  readonly profileDir: string;
  readonly headless: boolean;
  readonly hasExtension: boolean;
  /** Environment of the browser process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Firefox only: preferences set before the start. */
  readonly preferences?: Readonly<Record<string, unknown>>;
  /**
   * Limits the number of processes, whose start dominates the run time of most tests. Not for searches of the disk,
   * detection tests and benchmarks, which need the browser's defaults.
   */
  readonly hasFewProcesses: boolean;
}

/** What differs between the browsers. */
export interface Backend {
  readonly browser: Browser;
  readonly extension: BuiltExtension;
  /** Base URL of extension pages, with a trailing slash. */
  readonly extensionUrl: string;
  readonly pid: number | undefined;
  /** Ends the background only, as the browser does after half a minute of inactivity. */
  killBackground(): Promise<void>;
  hasBackground(): Promise<boolean>;
  /** Id of the process with the extension's background and pages. */
  extensionProcess(): Promise<number | undefined>;
  /** Bytes on the background's heap after garbage collection. Not available in Firefox. */
  heapBytes?(): Promise<number | undefined>;
  /** Sets “allow in private windows”, which restarts the extension. */
  allowInPrivate(isAllowed: boolean): Promise<void>;
  readonly ownWindows: OwnWindows;
  /** Firefox only: evaluates in the privileged parent process. */
  inParent?(expression: string): Promise<unknown>;
  /** URLs requested by this origin since the start of the browser, without navigations, which are the person's. */
  requestsBegunBy(origin: string): Promise<readonly string[]>;
}
