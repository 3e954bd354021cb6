import type { Detector, Finding, FindingCode, Lists, QuietCode } from '../finding.ts';
import type { Visit } from '../visit.ts';
import { captivePortal } from './captive-portal.ts';
import { certificateChanged } from './certificate-changed.ts';
import { certificateError } from './certificate-error.ts';
import { connectionBlocked } from './connection-blocked.ts';
import { contentInjectionSuspected } from './content-injection-suspected.ts';
import { dnsSuspect } from './dns-suspect.ts';
import { insecureDownload } from './insecure-download.ts';
import { insecureFormTarget } from './insecure-form-target.ts';
import { insecureHttpAuth } from './insecure-http-auth.ts';
import { insecurePage } from './insecure-page.ts';
import { insecurePasswordField } from './insecure-password-field.ts';
import { insecureSensitiveForm } from './insecure-sensitive-form.ts';
import { lookAlikeDomain } from './look-alike-domain.ts';
import { mixedContentActive, mixedContentPassive } from './mixed-content.ts';
import { sessionReplay } from './session-replay.ts';
import { sslStripSuspected } from './ssl-strip-suspected.ts';
import { tlsInterception } from './tls-interception.ts';
import { untrustedEmailProvider } from './untrusted-email-provider.ts';
import { urlUserinfo } from './url-userinfo.ts';
import { weakTls } from './weak-tls.ts';

/** One detector per code: a code without a detector is a compile error. */
const detectors: { readonly [Code in Exclude<FindingCode, QuietCode>]: Detector<Code> } = {
  'insecure-page': insecurePage,
  'insecure-password-field': insecurePasswordField,
  'insecure-sensitive-form': insecureSensitiveForm,
  'insecure-form-target': insecureFormTarget,
  'insecure-http-auth': insecureHttpAuth,
  'insecure-download': insecureDownload,
  'url-userinfo': urlUserinfo,
  'content-injection-suspected': contentInjectionSuspected,
  'mixed-content-active': mixedContentActive,
  'mixed-content-passive': mixedContentPassive,
  'certificate-error': certificateError,
  'tls-interception': tlsInterception,
  'weak-tls': weakTls,
  'certificate-changed': certificateChanged,
  'look-alike-domain': lookAlikeDomain,
  'ssl-strip-suspected': sslStripSuspected,
  'connection-blocked': connectionBlocked,
  'captive-portal': captivePortal,
  'dns-suspect': dnsSuspect,
  'session-replay': sessionReplay,
  'untrusted-email-provider': untrustedEmailProvider,
};

/** Warnings only: the background evaluates no more, so trackers never change the toolbar. */
export function inspectWarnings(visit: Visit, lists: Lists): readonly Finding[] {
  return Object.values(detectors).flatMap((detect): readonly Finding[] => detect(visit, lists));
}
