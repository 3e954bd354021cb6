import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { isUnprotected } from './insecure-page.ts';

/**
 * A page without protection that asks for a password. Whatever address the form names,
 * who can change the page can change that address too.
 *
 * @source https://www.w3.org/TR/mixed-content/#requirements-forms
 */
export function insecurePasswordField({
  page,
  forms,
}: Visit): readonly FindingOf<'insecure-password-field'>[] {
  if (!isUnprotected(page) || !forms.some((form) => form.asksForSecret)) return [];
  return [{ code: 'insecure-password-field', severity: 'high', facts: { host: page.host } }];
}
