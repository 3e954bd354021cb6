import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { namesThatCame, withLibraries } from './session-replay.ts';

/**
 * A company came into the page whose service is to know a computer again, or the page uses an open
 * library for that. By names alone: to count what a page
 * reads one would have to be in its own world, where it can see us (docs/decisions/0020).
 */
export function fingerprinting(visit: Visit, { recognizers }: Lists): readonly FindingOf<'fingerprinting'>[] {
  const names = withLibraries(visit, 'recognizer', namesThatCame(visit, recognizers));
  return names.length === 0 ? [] : [{ code: 'fingerprinting', severity: 'low', facts: { names } }];
}
