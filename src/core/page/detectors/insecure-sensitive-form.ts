import { isUnprotected } from '../../network/address.ts';
import { SENSITIVE } from '../field-kind.ts';
import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * An HTTP page that asks for a card, identity document or phone number. A phone number alone allows neither
 * theft nor identification, so it is care and not a stop; so are all three at private addresses.
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
