import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** A card reader or printer has one or two local helpers; three ports or hosts look like a scan. */
const MIN_TARGETS = 3;
const MAX_SHOWN = 10;

/**
 * A public page requested several addresses of this computer or the local network.
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
