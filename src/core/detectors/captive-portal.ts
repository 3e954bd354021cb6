import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The network put this page in the place of another, as cafés do before somebody has paid. */
export function captivePortal({ page, line }: Visit): readonly FindingOf<'captive-portal'>[] {
  if (!line.isPortal) return [];
  return [{ code: 'captive-portal', severity: 'low', facts: { host: page.host } }];
}
