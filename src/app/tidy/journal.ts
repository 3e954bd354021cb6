import type { Scope, StepId } from '#core/tidy/plan.ts';
import type { Item } from '../memory.ts';

/** A tidy under way. */
export interface JournalEntry {
  /** `undefined`: what was written cannot be read. */
  readonly scope: Scope | undefined;
  readonly finished: readonly StepId[];
}

/** The only thing ever written to disk, out of reach of pages and content scripts, and gone when the tidy ends. */
export type Journal = Item<JournalEntry>;
