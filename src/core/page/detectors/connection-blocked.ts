import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The page did not come. The browser says so already: this only says what, and never alarms. */
export function connectionBlocked({ page, failure }: Visit): readonly FindingOf<'connection-blocked'>[] {
  if (!failure) return [];
  return [{ code: 'connection-blocked', severity: 'low', facts: { host: page.host, failure } }];
}
