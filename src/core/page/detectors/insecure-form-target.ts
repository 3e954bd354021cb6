import { isUnprotected } from '../../network/address.ts';
import { isGuarded } from '../field-kind.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * An HTTPS page with a form that submits over HTTP.
 *
 * @source https://www.w3.org/TR/mixed-content/#requirements-forms
 */
export function insecureFormTarget({ page, forms }: Visit): readonly FindingOf<'insecure-form-target'>[] {
  if (isUnprotected(page)) return [];
  const exposed = forms.filter(({ target, asks }) => isUnprotected(target) && asks.length > 0);
  const worst = exposed.find(({ asks }) => asks.some(isGuarded)) ?? exposed[0];
  if (!worst) return [];
  const asks = worst.asks.find(isGuarded);
  return [
    {
      code: 'insecure-form-target',
      severity: asks ? 'high' : 'medium',
      facts: { host: page.host, target: worst.target.host, asks: asks ?? 'text' },
    },
  ];
}
