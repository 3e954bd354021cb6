import { isUnprotected } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * An HTTP page with a password field. The form's target does not matter: whoever can change the page can
 * change the target too.
 *
 * At private addresses (captive portals, routers) HTTPS is often not available: care, not a stop.
 *
 * @source https://www.w3.org/TR/mixed-content/#requirements-forms
 */
export function insecurePasswordField({
  page,
  forms,
}: Visit): readonly FindingOf<'insecure-password-field'>[] {
  if (!isUnprotected(page) || !forms.some(({ asks }) => asks.includes('password'))) return [];
  const severity = page.network === 'private' ? 'medium' : 'high';
  return [{ code: 'insecure-password-field', severity, facts: { host: page.host } }];
}
