import type { Scope, StepId } from '#core/tidy/plan.ts';
import type { Item } from '../memory.ts';

/** A tidy in progress. */
export interface JournalEntry {
  /** `undefined`: the entry is malformed. */
  readonly scope: Scope | undefined;
  readonly finished: readonly StepId[];
}

/** The only data on disk: out of reach of pages and content scripts, and deleted at the end of the tidy. */
export type Journal = Item<JournalEntry>;
