import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The browser removed tracking parameters from the link to the page, by a DNR rule of the extension. */
export function trackingParameters({ redirects }: Visit): readonly FindingOf<'tracking-parameters'>[] {
  const names = redirects?.parameters ?? [];
  return names.length === 0 ? [] : [{ code: 'tracking-parameters', severity: 'low', facts: { names } }];
}
