import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * The sign-in host of a mail service that documented facts warn of. By exact host, never by substring.
 *
 * Care is asked for once in a session: who sees the same warning at every sign-in stops reading warnings.
 */
export function untrustedEmailProvider(
  { page, isTold }: Visit,
  { providers }: Lists,
): readonly FindingOf<'untrusted-email-provider'>[] {
  const provider = providers?.byHost(page.host);
  if (!provider) return [];
  const { name, verdict, reasons } = provider;
  return [
    {
      code: 'untrusted-email-provider',
      severity: isTold ? 'low' : 'medium',
      facts: { host: page.host, provider: name, verdict, reasons },
    },
  ];
}
