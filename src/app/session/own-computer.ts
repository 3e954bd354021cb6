import type { Language } from '#core/session/session.ts';

/** What the person wants at each start of the browser on their own computer. */
export interface OwnComputerChoice {
  readonly language: Language;
  readonly isBlocking: boolean;
}

/** Kept on disk, and only there where the person said that the computer is theirs. */
export interface OwnComputer {
  get(): Promise<OwnComputerChoice | undefined>;
  set(choice: OwnComputerChoice): Promise<void>;
  remove(): Promise<void>;
}
