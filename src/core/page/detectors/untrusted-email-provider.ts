import type { FindingOf, Lists } from '../finding.ts';
import type { Visit } from '../visit.ts';

/**
 * The webmail host of a mail service with a documented warning. By exact host, never by substring.
 *
 * Services to avoid ask for care once per session and are a note after that; the others are a note once. Repeated
 * warnings are ignored.
 */
export function untrustedEmailProvider(
  { page, isTold }: Visit,
  { providers }: Lists,
): readonly FindingOf<'untrusted-email-provider'>[] {
  const provider = providers?.byHost(page.host);
  if (!provider) return [];
  const { name, verdict, reasons } = provider;
  if (isTold && verdict === 'caution') return [];
  return [
    {
      code: 'untrusted-email-provider',
      severity: verdict === 'avoid' && !isTold ? 'medium' : 'low',
      facts: { host: page.host, provider: name, verdict, reasons },
    },
  ];
}
