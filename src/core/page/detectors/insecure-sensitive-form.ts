import { isUnprotected } from '../../network/address.ts';
import { SENSITIVE } from '../field-kind.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * A page without protection that asks for the number of a card, of a passport or of a phone. The number of
 * a phone alone takes no money and no name, so it is care and not a stop; so is the café's own page.
 *
 * @source https://www.w3.org/TR/mixed-content/#requirements-forms
 */
export function insecureSensitiveForm({
  page,
  forms,
}: Visit): readonly FindingOf<'insecure-sensitive-form'>[] {
  if (!isUnprotected(page)) return [];
  const asks = SENSITIVE.find((kind) => forms.some((form) => form.asks.includes(kind)));
  if (!asks) return [];
  const isStop = asks !== 'phone' && page.network === 'public';
  return [
    {
      code: 'insecure-sensitive-form',
      severity: isStop ? 'high' : 'medium',
      facts: { host: page.host, asks },
    },
  ];
}
