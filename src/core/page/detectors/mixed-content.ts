import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/*
 * HTTP subresources of an HTTPS page. Browsers block the active ones and upgrade or block the passive ones,
 * so both are notes: there is nothing left to do.
 *
 * @source https://www.w3.org/TR/mixed-content/#categories
 */

export function mixedContentActive({
  page,
  mixedActive,
}: Visit): readonly FindingOf<'mixed-content-active'>[] {
  if (page.scheme !== 'https' || mixedActive === 0) return [];
  return [{ code: 'mixed-content-active', severity: 'low', facts: { host: page.host, count: mixedActive } }];
}

export function mixedContentPassive({
  page,
  mixedPassive,
}: Visit): readonly FindingOf<'mixed-content-passive'>[] {
  if (page.scheme !== 'https' || mixedPassive === 0) return [];
  return [
    { code: 'mixed-content-passive', severity: 'low', facts: { host: page.host, count: mixedPassive } },
  ];
}
