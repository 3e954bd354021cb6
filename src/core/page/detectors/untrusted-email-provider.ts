import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * The sign-in host of a mail service with a documented warning. By exact host, never by substring.
 *
 * Care once per session: repeated warnings are ignored.
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
