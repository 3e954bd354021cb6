import { isUnprotected } from '../../network/address.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A page without protection that asks for a password. Whatever address the form names,
 * who can change the page can change that address too.
 *
 * On a private address (the café's own sign-in page, a router) there often is no protected way:
 * care, not a stop.
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
