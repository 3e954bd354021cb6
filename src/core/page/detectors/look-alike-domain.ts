import type { Address } from '../../network/address.ts';
import { isGuarded } from '../field-kind.ts';
import type { FindingOf, Lists } from '../finding.ts';
import type { LookAlike } from '../look-alike.ts';
import type { Visit } from '../visit.ts';

/**
 * A host that imitates a protected name. A stop if it asks for a secret and cannot be a coincidence;
 * otherwise care if it asks for one, and a note if it does not.
 *
 * @source https://www.unicode.org/reports/tr39/#Confusable_Detection
 */
export function lookAlikeDomain(
  { page, forms }: Visit,
  lists: Lists,
): readonly FindingOf<'look-alike-domain'>[] {
  const found = imitationBy(page, lists);
  if (!found) return [];
  const { kind, real, isSure } = found;
  const asks = forms.some((form) => form.asks.some(isGuarded));
  const isOddlySpelt = isSure && kind === 'letters';
  const quiet = isOddlySpelt ? 'medium' : 'low';
  const severity = asks ? (isSure ? 'high' : 'medium') : quiet;
  return [{ code: 'look-alike-domain', severity, facts: { host: page.host, real, kind, isSure } }];
}

/** The name that a host imitates. Not in private networks, where the owner is free to choose names. */
export function imitationBy({ host, network }: Address, { names }: Lists): LookAlike | undefined {
  return network === 'public' ? names?.lookAlikeOf(host) : undefined;
}
