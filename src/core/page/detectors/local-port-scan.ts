import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** A card reader or a printer has one helper program, maybe two; who tries three doors is looking for something. */
const MIN_TARGETS = 3;
const MAX_SHOWN = 10;

/**
 * A page from the open internet asked for several addresses of this computer or of the network here.
 *
 * @source https://wicg.github.io/local-network-access/
 */
export function localPortScan({ page, deepScan }: Visit): readonly FindingOf<'local-port-scan'>[] {
  if (page.network !== 'public' || !deepScan) return [];
  const targets = [...new Set(deepScan.near.map(({ host }) => host))].toSorted();
  if (targets.length < MIN_TARGETS) return [];
  const facts = { count: targets.length, targets: targets.slice(0, MAX_SHOWN) };
  return [{ code: 'local-port-scan', severity: 'low', facts }];
}
