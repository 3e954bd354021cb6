import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { namesThatCame, withLibraries } from './session-replay.ts';

/**
 * The page loaded something from a fingerprinting company, or uses an open-source library for it. By names
 * only: counting what a page reads needs code in its main world, which it can detect (docs/decisions/0020).
 */
export function fingerprinting(visit: Visit, { recognizers }: Lists): readonly FindingOf<'fingerprinting'>[] {
  const names = withLibraries(visit, 'recognizer', namesThatCame(visit, recognizers));
  return names.length === 0 ? [] : [{ code: 'fingerprinting', severity: 'low', facts: { names } }];
}
