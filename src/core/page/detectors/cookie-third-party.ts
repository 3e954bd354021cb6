import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { namesOfOthers } from './trackers.ts';

/** Another company has cookies in this page: when it is met here again, it knows this browser. */
export function cookieThirdParty(visit: Visit, lists: Lists): readonly FindingOf<'cookie-third-party'>[] {
  const { names, found } = namesOfOthers(visit, visit.deepScan?.cookies ?? [], lists);
  if (names.length === 0) return [];
  const count = found.reduce((sum, cookies) => sum + cookies.count, 0);
  return [{ code: 'cookie-third-party', severity: 'low', facts: { names, count } }];
}
