import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The link that led here said who sent the person, and the browser took that out of it by a rule of ours. */
export function trackingParameters({ redirects }: Visit): readonly FindingOf<'tracking-parameters'>[] {
  const names = redirects?.parameters ?? [];
  return names.length === 0 ? [] : [{ code: 'tracking-parameters', severity: 'low', facts: { names } }];
}
