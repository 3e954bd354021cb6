/** A file that was saved in the session. */
export interface SavedFile {
  /** The browser's number of the download. */
  readonly id: number;
  /** File name without folder. */
  readonly name: string;
  readonly bytes: number;
  readonly isRunning: boolean;
}
