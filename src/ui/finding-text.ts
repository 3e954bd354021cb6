import type { Finding, FindingCode, FindingOf, ProviderReason } from '#core/page/finding.ts';
import type { Translate } from './texts.tsx';

/**
 * What a finding says to a person. The title names no site, since others may look at this screen too; only where the
 * question is whether this is the site at all, it has to.
 */
export interface FindingText {
  readonly title: string;
  readonly text: string;
  /** Names of companies, or documented reasons; shown on demand. */
  readonly details: readonly FindingDetail[];
}

export interface FindingDetail {
  readonly text: string;
  /** Folded away: some sources are organisations that mark whoever has them on the screen. */
  readonly source?: { readonly title: string; readonly address: string };
}

type Describe = {
  readonly [Code in FindingCode]: (facts: FindingOf<Code>['facts'], t: Translate) => FindingText;
};

const NO_DETAILS: readonly FindingDetail[] = [];

type NamedCode =
  | 'session-replay'
  | 'fingerprinting'
  | 'cookie-third-party'
  | 'storage-third-party'
  | 'tracking-parameters'
  | 'bounce-tracking'
  | 'mail-open-pixel';

/** What is said with the names in it. */
function named(code: NamedCode) {
  return ({ names }: { readonly names: readonly string[] }, t: Translate): FindingText => ({
    title: t(`findings.${code}.title`),
    text: t(`findings.${code}.text`, { names: names.join(', ') }),
    details: NO_DETAILS,
  });
}

/** A code without a text does not compile. */
const describe: Describe = {
  'insecure-page': ({ host, network }, t) =>
    network === 'private'
      ? {
          title: t('findings.insecure-page.titleLocal'),
          text: t('findings.insecure-page.textLocal'),
          details: NO_DETAILS,
        }
      : {
          title: t('findings.insecure-page.title'),
          text: t('findings.insecure-page.text', { host }),
          details: NO_DETAILS,
        },
  'ssl-strip-suspected': ({ host, reason }, t) => ({
    title: t('findings.ssl-strip-suspected.title'),
    text: t(`findings.ssl-strip-suspected.${reason}`, { host }),
    details: NO_DETAILS,
  }),
  'connection-blocked': ({ host, failure }, t) => ({
    title: t('findings.connection-blocked.title'),
    text: t(`findings.connection-blocked.${failure}`, { host }),
    details: NO_DETAILS,
  }),
  'captive-portal': (_, t) => ({
    title: t('findings.captive-portal.title'),
    text: t('findings.captive-portal.text'),
    details: NO_DETAILS,
  }),
  'dns-suspect': ({ host, network }, t) => ({
    title: t('findings.dns-suspect.title'),
    text: t(`findings.dns-suspect.${network}`, { host }),
    details: NO_DETAILS,
  }),
  'insecure-password-field': ({ host }, t) => ({
    title: t('findings.insecure-password-field.title'),
    text: t('findings.insecure-password-field.text', { host }),
    details: NO_DETAILS,
  }),
  'insecure-sensitive-form': ({ host, asks }, t) => ({
    title: t(`findings.insecure-sensitive-form.${asks}.title`),
    text: t(`findings.insecure-sensitive-form.${asks}.text`, { host }),
    details: NO_DETAILS,
  }),
  'insecure-form-target': ({ target, asks }, t) => ({
    title: t(`findings.insecure-form-target.${asks}.title`),
    text: t(`findings.insecure-form-target.${asks}.text`, { target }),
    details: NO_DETAILS,
  }),
  'insecure-http-auth': ({ host }, t) => ({
    title: t('findings.insecure-http-auth.title'),
    text: t('findings.insecure-http-auth.text', { host }),
    details: NO_DETAILS,
  }),
  'insecure-download': ({ host, canRun }, t) => ({
    title: t('findings.insecure-download.title'),
    text: t(canRun ? 'findings.insecure-download.textRuns' : 'findings.insecure-download.text', { host }),
    details: NO_DETAILS,
  }),
  'url-userinfo': ({ host, posesAs }, t) =>
    posesAs === undefined
      ? {
          title: t('findings.url-userinfo.title'),
          text: t('findings.url-userinfo.text'),
          details: NO_DETAILS,
        }
      : {
          title: t('findings.url-userinfo.titlePoses'),
          text: t('findings.url-userinfo.textPoses', { host, posesAs }),
          details: NO_DETAILS,
        },
  'content-injection-suspected': ({ host, source }, t) => ({
    title: t('findings.content-injection-suspected.title'),
    text: t('findings.content-injection-suspected.text', { host, source }),
    details: NO_DETAILS,
  }),
  'mixed-content-active': ({ count }, t) => ({
    title: t('findings.mixed-content-active.title'),
    text: t('findings.mixed-content-active.text', { count }),
    details: NO_DETAILS,
  }),
  'mixed-content-passive': ({ count }, t) => ({
    title: t('findings.mixed-content-passive.title'),
    text: t('findings.mixed-content-passive.text', { count }),
    details: NO_DETAILS,
  }),
  'certificate-error': ({ host, cause }, t) => ({
    title: t('findings.certificate-error.title', { host }),
    text: t(`findings.certificate-error.${cause}`, { host }),
    details: NO_DETAILS,
  }),
  'tls-interception': ({ issuer }, t) => ({
    title: t('findings.tls-interception.title'),
    text: t('findings.tls-interception.text'),
    details: [{ text: t('findings.tls-interception.by', { issuer }) }],
  }),
  'weak-tls': ({ host, isRefused }, t) => ({
    title: t('findings.weak-tls.title'),
    text: t(isRefused ? 'findings.weak-tls.refused' : 'findings.weak-tls.text', { host }),
    details: NO_DETAILS,
  }),
  'certificate-changed': ({ before, now }, t) => ({
    title: t('findings.certificate-changed.title'),
    text: t('findings.certificate-changed.text'),
    details: [{ text: t('findings.certificate-changed.names', { before, now }) }],
  }),
  'look-alike-domain': ({ host, real, kind, isSure }, t) => ({
    title: t('findings.look-alike-domain.title'),
    text: t(`findings.look-alike-domain.${isSure ? (kind === 'letters' ? 'letters' : 'text') : 'guess'}`, {
      host,
      real,
    }),
    details: NO_DETAILS,
  }),
  trackers: ({ count, kinds, stopped }, t) => ({
    title: t(stopped > 0 ? 'findings.trackers.titleBlocked' : 'findings.trackers.title', { count }),
    text: stopped > 0 ? t('findings.trackers.textBlocked', { count: stopped }) : t('findings.trackers.text'),
    details: kinds.map(({ kind, names }) => ({
      text: t(`findings.trackers.kinds.${kind}`, { names: names.join(', ') }),
    })),
  }),
  'session-replay': named('session-replay'),
  fingerprinting: named('fingerprinting'),
  'cookie-third-party': named('cookie-third-party'),
  'storage-third-party': named('storage-third-party'),
  'tracking-parameters': named('tracking-parameters'),
  'bounce-tracking': named('bounce-tracking'),
  'mail-open-pixel': named('mail-open-pixel'),
  'local-port-scan': ({ targets }, t) => ({
    title: t('findings.local-port-scan.title'),
    text: t('findings.local-port-scan.text'),
    details: [{ text: t('findings.local-port-scan.asked', { names: targets.join(', ') }) }],
  }),
  'untrusted-email-provider': ({ provider, verdict, reasons }, t) => ({
    title: t('findings.untrusted-email-provider.title'),
    text: t(`findings.untrusted-email-provider.${verdict === 'avoid' ? avoidKey(reasons) : verdict}`, {
      provider,
    }),
    details: reasons.map((reason) => describeReason(reason, t)),
  }),
};

export function findingText(finding: Finding, t: Translate): FindingText {
  // A finding's code and facts belong together; the compiler forgets it once it has looked up the code.
  const describeOne = describe[finding.code] as (facts: Finding['facts'], t: Translate) => FindingText;
  return describeOne(finding.facts, t);
}

const REASON_CODES = [
  'A1',
  'A2',
  'A3',
  'A4',
  'A5',
  'A6',
  'A7',
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
] as const;

/** Next to each "better not" stands what a person can do. */
function avoidKey(reasons: readonly ProviderReason[]) {
  const has = (code: string) => reasons.some((reason) => reason.code === code);
  if (has('A1')) return 'avoidClosed';
  return has('A2') ? 'avoidOpen' : 'avoid';
}

function describeReason({ code, source, date }: ProviderReason, t: Translate): FindingDetail {
  const known = REASON_CODES.find((reason) => reason === code) ?? 'other';
  return {
    text: t(`reasons.${known}`),
    source: { title: t('findings.untrusted-email-provider.source', { date }), address: source },
  };
}
