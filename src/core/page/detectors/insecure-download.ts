import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A file downloaded from this page over HTTP, if only for one hop of its redirect chain.
 *
 * @source https://wicg.github.io/mixed-content/#insecure-downloads
 */
export function insecureDownload({ downloads }: Visit): readonly FindingOf<'insecure-download'>[] {
  const worst = downloads.find(({ canRun }) => canRun) ?? downloads[0];
  if (!worst) return [];
  return [{ code: 'insecure-download', severity: worst.canRun ? 'medium' : 'low', facts: worst }];
}
