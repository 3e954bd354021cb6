import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The page did not load. The browser already says so; this only names the cause, as a note. */
export function connectionBlocked({ page, failure }: Visit): readonly FindingOf<'connection-blocked'>[] {
  if (!failure) return [];
  return [{ code: 'connection-blocked', severity: 'low', facts: { host: page.host, failure } }];
}
