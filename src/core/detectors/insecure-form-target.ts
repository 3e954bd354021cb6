import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { isUnprotected } from './insecure-page.ts';

/**
 * A protected page whose form sends its words without protection.
 *
 * @source https://www.w3.org/TR/mixed-content/#requirements-forms
 */
export function insecureFormTarget({ page, forms }: Visit): readonly FindingOf<'insecure-form-target'>[] {
  if (isUnprotected(page)) return [];
  const exposed = forms.filter(
    (form) => isUnprotected(form.target) && (form.asksForSecret || form.asksForText),
  );
  const worst = exposed.find((form) => form.asksForSecret) ?? exposed[0];
  if (!worst) return [];
  return [
    {
      code: 'insecure-form-target',
      severity: worst.asksForSecret ? 'high' : 'medium',
      facts: { host: page.host, target: worst.target.host, secret: worst.asksForSecret },
    },
  ];
}
