import type { HiddenPicture } from '../deep-scan.ts';
import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * Open-tracking URLs of e-mail companies that no tracker list has: domain → start of the path.
 *
 * @source https://support.sendgrid.com/hc/en-us/articles/360041790933-Track-email-Opens-with-Twilio-SendGrid
 */
const OPENS: readonly (readonly [domain: string, path: string])[] = [['sendgrid.net', '/wf/open']];

/**
 * A letter in a webmail reports that it was opened, by a one-pixel image of a known sender or of a listed e-mail
 * marketing company.
 */
export function mailOpenPixel(
  { page, deepScan, blocked }: Visit,
  { trackers }: Lists,
): readonly FindingOf<'mail-open-pixel'>[] {
  if (!deepScan?.isWebmail) return [];
  const held = new Set(blocked.map(({ host }) => host));
  const names = deepScan.pictures.flatMap((picture) => {
    if (picture.site === page.site || held.has(picture.host)) return [];
    const tracker = trackers?.byHost(picture.host);
    return tracker?.kind === 'marketing' || isKnown(picture) ? [tracker?.name ?? picture.site] : [];
  });
  if (names.length === 0) return [];
  const facts = { host: page.host, names: [...new Set(names)].toSorted() };
  return [{ code: 'mail-open-pixel', severity: 'low', facts }];
}

function isKnown({ site, path }: HiddenPicture): boolean {
  return OPENS.some(([domain, start]) => site === domain && path.startsWith(start));
}
