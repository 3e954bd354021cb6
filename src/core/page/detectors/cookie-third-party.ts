import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { namesOfOthers } from './trackers.ts';

/** A third party has cookies in this page, and so recognizes this browser when embedded again. */
export function cookieThirdParty(visit: Visit, lists: Lists): readonly FindingOf<'cookie-third-party'>[] {
  const { names, found } = namesOfOthers(visit, visit.deepScan?.cookies ?? [], lists);
  if (names.length === 0) return [];
  const count = found.reduce((sum, cookies) => sum + cookies.count, 0);
  return [{ code: 'cookie-third-party', severity: 'low', facts: { names, count } }];
}
