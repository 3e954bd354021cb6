import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { namesOfOthers } from './trackers.ts';

/** A cross-site frame has entries in web storage. */
export function storageThirdParty(visit: Visit, lists: Lists): readonly FindingOf<'storage-third-party'>[] {
  const { names } = namesOfOthers(visit, visit.deepScan?.stores ?? [], lists);
  return names.length === 0 ? [] : [{ code: 'storage-third-party', severity: 'low', facts: { names } }];
}
