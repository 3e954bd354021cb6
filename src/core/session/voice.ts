import type { Language } from './session.ts';

/** How our pages speak. Session memory only, also where nobody pressed Start. */
export interface Voice {
  /** `undefined`: nobody chose, so the browser's is the best guess. */
  readonly language: Language | undefined;
  /** Screen readers do not read headlines out by themselves: neighbours hear them too. */
  readonly isSilent: boolean;
}
