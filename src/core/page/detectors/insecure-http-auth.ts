import { isUnprotected } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * The browser's own small window asks for a password that then goes, readable, with every page of the site.
 * On a private address there often is no protected way: care, not a stop.
 *
 * @source https://www.rfc-editor.org/rfc/rfc7617#section-4
 */
export function insecureHttpAuth({ page, asksHttpAuth }: Visit): readonly FindingOf<'insecure-http-auth'>[] {
  if (!asksHttpAuth || !isUnprotected(page)) return [];
  const severity = page.network === 'private' ? 'medium' : 'high';
  return [{ code: 'insecure-http-auth', severity, facts: { host: page.host } }];
}
