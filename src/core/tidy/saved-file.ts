/** A file downloaded during the session. */
export interface SavedFile {
  /** Id of the download. */
  readonly id: number;
  /** File name without its folder. */
  readonly name: string;
  readonly bytes: number;
  readonly isRunning: boolean;
}
