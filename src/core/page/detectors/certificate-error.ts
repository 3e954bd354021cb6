import type { FindingOf } from '../finding.ts';
import type { Visit } from '../visit.ts';

/** The browser refused the site's certificate. Its error page stays; the extension offers no way past it. */
export function certificateError({ page, certificate }: Visit): readonly FindingOf<'certificate-error'>[] {
  if (!certificate || certificate === 'old-tls') return [];
  return [{ code: 'certificate-error', severity: 'high', facts: { host: page.host, cause: certificate } }];
}
