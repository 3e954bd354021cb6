import type { Finding } from '#core/page/finding.ts';
import { judge } from '#core/page/verdict.ts';
import type { PageStatusModel, PopupModel } from './model.ts';
import type { ServiceLook } from './service-card.tsx';

/** One finding per code, and the variants with different texts. */
export const findingSamples = {
  'insecure-page': {
    code: 'insecure-page',
    severity: 'medium',
    facts: { host: 'forum.example', network: 'public', isTried: false },
  },
  'insecure-page-local': {
    code: 'insecure-page',
    severity: 'low',
    facts: { host: '192.168.1.1', network: 'private', isTried: false },
  },
  'ssl-strip-suspected': {
    code: 'ssl-strip-suspected',
    severity: 'high',
    facts: { host: 'mail.example', reason: 'hsts' },
  },
  'ssl-strip-suspected-listed': {
    code: 'ssl-strip-suspected',
    severity: 'high',
    facts: { host: 'mail.example', reason: 'listed' },
  },
  'ssl-strip-suspected-was-protected': {
    code: 'ssl-strip-suspected',
    severity: 'medium',
    facts: { host: 'mail.example', reason: 'was-protected' },
  },
  'ssl-strip-suspected-unproven': {
    code: 'ssl-strip-suspected',
    severity: 'medium',
    facts: { host: 'mail.example', reason: 'unproven' },
  },
  'connection-blocked': {
    code: 'connection-blocked',
    severity: 'low',
    facts: { host: 'site.example', failure: 'refused' },
  },
  'connection-blocked-silent': {
    code: 'connection-blocked',
    severity: 'low',
    facts: { host: 'site.example', failure: 'silent' },
  },
  'connection-blocked-no-name': {
    code: 'connection-blocked',
    severity: 'low',
    facts: { host: 'site.example', failure: 'no-name' },
  },
  'connection-blocked-offline': {
    code: 'connection-blocked',
    severity: 'low',
    facts: { host: 'site.example', failure: 'offline' },
  },
  'connection-blocked-broken': {
    code: 'connection-blocked',
    severity: 'low',
    facts: { host: 'site.example', failure: 'broken' },
  },
  'connection-blocked-loop': {
    code: 'connection-blocked',
    severity: 'low',
    facts: { host: 'site.example', failure: 'loop' },
  },
  'captive-portal': { code: 'captive-portal', severity: 'low', facts: { host: 'login.cafe.example' } },
  'dns-suspect': {
    code: 'dns-suspect',
    severity: 'medium',
    facts: { host: 'bank.example', network: 'private' },
  },
  'dns-suspect-loopback': {
    code: 'dns-suspect',
    severity: 'medium',
    facts: { host: 'bank.example', network: 'loopback' },
  },
  'insecure-password-field': {
    code: 'insecure-password-field',
    severity: 'high',
    facts: { host: 'forum.example' },
  },
  'insecure-sensitive-form': {
    code: 'insecure-sensitive-form',
    severity: 'high',
    facts: { host: 'shop.example', asks: 'card' },
  },
  'insecure-sensitive-form-id': {
    code: 'insecure-sensitive-form',
    severity: 'high',
    facts: { host: 'visa.example', asks: 'id' },
  },
  'insecure-sensitive-form-phone': {
    code: 'insecure-sensitive-form',
    severity: 'medium',
    facts: { host: 'shop.example', asks: 'phone' },
  },
  'content-injection-suspected': {
    code: 'content-injection-suspected',
    severity: 'medium',
    facts: { host: 'news.example', source: '192.168.1.1' },
  },
  'insecure-http-auth': {
    code: 'insecure-http-auth',
    severity: 'high',
    facts: { host: 'files.example' },
  },
  'insecure-download': {
    code: 'insecure-download',
    severity: 'medium',
    facts: { host: 'files.example', canRun: true },
  },
  'insecure-download-shown': {
    code: 'insecure-download',
    severity: 'low',
    facts: { host: 'files.example', canRun: false },
  },
  'url-userinfo': {
    code: 'url-userinfo',
    severity: 'low',
    facts: { host: 'files.example', posesAs: undefined },
  },
  'url-userinfo-poses': {
    code: 'url-userinfo',
    severity: 'medium',
    facts: { host: 'other.example', posesAs: 'mail.example.org' },
  },
  'insecure-form-target': {
    code: 'insecure-form-target',
    severity: 'high',
    facts: { host: 'shop.example', target: 'pay.shop.example', asks: 'password' },
  },
  'insecure-form-target-text': {
    code: 'insecure-form-target',
    severity: 'medium',
    facts: { host: 'shop.example', target: 'search.shop.example', asks: 'text' },
  },
  'mixed-content-active': {
    code: 'mixed-content-active',
    severity: 'low',
    facts: { host: 'news.example', count: 2 },
  },
  'mixed-content-passive': {
    code: 'mixed-content-passive',
    severity: 'low',
    facts: { host: 'news.example', count: 11 },
  },
  'certificate-error': {
    code: 'certificate-error',
    severity: 'high',
    facts: { host: 'mail.example', cause: 'untrusted' },
  },
  'tls-interception': {
    code: 'tls-interception',
    severity: 'high',
    facts: { host: 'mail.example', issuer: 'Corner Filters Ltd' },
  },
  'weak-tls': {
    code: 'weak-tls',
    severity: 'medium',
    facts: { host: 'old.example', isRefused: false },
  },
  'weak-tls-refused': {
    code: 'weak-tls',
    severity: 'medium',
    facts: { host: 'old.example', isRefused: true },
  },
  'certificate-changed': {
    code: 'certificate-changed',
    severity: 'low',
    facts: { host: 'mail.example', before: 'Harbour Trust', now: 'Island Trust' },
  },
  'look-alike-domain': {
    code: 'look-alike-domain',
    severity: 'high',
    facts: { host: 'login.yahoo-verify.example', real: 'yahoo.com', kind: 'added', isSure: true },
  },
  'look-alike-domain-letters': {
    code: 'look-alike-domain',
    severity: 'medium',
    facts: { host: 'xn--yhoo-53d.example', real: 'yahoo.com', kind: 'letters', isSure: true },
  },
  'look-alike-domain-guess': {
    code: 'look-alike-domain',
    severity: 'low',
    facts: { host: 'www.yahooo.com', real: 'yahoo.com', kind: 'slip', isSure: false },
  },
  trackers: {
    code: 'trackers',
    severity: 'low',
    facts: {
      count: 4,
      names: ['Acme Ads', 'Beta Analytics', 'Gamma Media', 'Delta Social'],
      hosts: ['ads.acme.example', 'b.beta.example', 'g.gamma.example', 'd.delta.example'],
      kinds: [
        { kind: 'ads', names: ['Acme Ads', 'Gamma Media'] },
        { kind: 'counting', names: ['Beta Analytics'] },
        { kind: 'social', names: ['Delta Social'] },
      ],
      stopped: 0,
      blockedCount: 0,
    },
  },
  'trackers-stopped': {
    code: 'trackers',
    severity: 'low',
    facts: {
      count: 6,
      names: ['Acme Ads', 'Beta Analytics', 'Delta Social', 'Epsilon Tags', 'Zeta Mail', 'watch.example'],
      hosts: ['ads.acme.example', 'x.watch.example'],
      kinds: [
        { kind: 'ads', names: ['Acme Ads'] },
        { kind: 'counting', names: ['Beta Analytics'] },
        { kind: 'marketing', names: ['Zeta Mail'] },
        { kind: 'social', names: ['Delta Social'] },
        { kind: 'tags', names: ['Epsilon Tags'] },
        { kind: 'other', names: ['watch.example'] },
      ],
      stopped: 34,
      blockedCount: 6,
    },
  },
  'session-replay': {
    code: 'session-replay',
    severity: 'low',
    facts: { host: 'shop.example', names: ['Acme Replay'] },
  },
  fingerprinting: { code: 'fingerprinting', severity: 'low', facts: { names: ['Delta Print'] } },
  'cookie-third-party': {
    code: 'cookie-third-party',
    severity: 'low',
    facts: { names: ['Acme Ads', 'watch.example'], count: 5 },
  },
  'storage-third-party': {
    code: 'storage-third-party',
    severity: 'low',
    facts: { names: ['Delta Social'] },
  },
  'tracking-parameters': {
    code: 'tracking-parameters',
    severity: 'low',
    facts: { names: ['utm_source', 'fbclid'] },
  },
  'bounce-tracking': {
    code: 'bounce-tracking',
    severity: 'low',
    facts: { names: ['Acme Ads'], hosts: ['go.acme.example'] },
  },
  'local-port-scan': {
    code: 'local-port-scan',
    severity: 'low',
    facts: { count: 3, targets: ['127.0.0.1:5900', '127.0.0.1:6463', '192.168.1.1'] },
  },
  'mail-open-pixel': {
    code: 'mail-open-pixel',
    severity: 'low',
    facts: { host: 'mail.portal.example', names: ['Zeta Mail'] },
  },
  'untrusted-email-provider': {
    code: 'untrusted-email-provider',
    severity: 'medium',
    facts: {
      host: 'mail.portal.example',
      provider: 'Portal Mail',
      verdict: 'avoid',
      reasons: [
        { code: 'A3', source: 'https://reports.example/portal-mail', date: '2023-05' },
        { code: 'C2', source: 'https://portal.example/help', date: '2026-02-11' },
      ],
    },
  },
} as const satisfies Readonly<Record<string, Finding>>;

function seen(...findings: readonly Finding[]): PageStatusModel & { kind: 'seen' } {
  return { kind: 'seen', verdict: judge(findings), isScanned: true, isTlsUnknown: false };
}

const quiet: PopupModel = {
  browser: 'chromium',
  life: 'started',
  pageStatus: seen(),
  windowKind: 'private',
  isAllowedInPrivate: true,
  hasPrivateFailed: false,
  blocking: { isOn: true, isPaused: false, blocked: 34 },
  cutShort: undefined,
  minutesLeft: undefined,
  signedIn: 0,
  service: undefined,
  mailAccount: undefined,
  letter: undefined,
  hasFailed: false,
};

const notStarted: PopupModel = {
  ...quiet,
  life: 'not-started',
  blocking: undefined,
  windowKind: 'normal',
};

const normalWindow: PopupModel = { ...quiet, windowKind: 'normal', opened: 'window' };

const told = { date: '2026-03', isOld: false };

const service: ServiceLook = {
  id: 'harbour',
  name: 'Harbour Mail',
  host: 'mail.harbour.example',
  judgement: {
    verdict: 'trusted',
    reasons: [
      { code: 'T3', source: 'harbour-help', ...told },
      { code: 'T4', source: 'harbour-help', ...told },
      { code: 'T7', source: 'guide', ...told },
    ],
    limits: [],
    missing: [],
    notTrusted: [],
  },
};

const all = findingSamples;

export const popupSamples: Readonly<Record<string, PopupModel>> = {
  quiet,
  everyday: {
    ...quiet,
    pageStatus: seen(findingSamples['trackers-stopped']),
    windowKind: 'normal',
    minutesLeft: 25,
    signedIn: 2,
  },
  own: { ...quiet, life: 'own', windowKind: 'normal', signedIn: 2 },
  'own-opened': { ...quiet, life: 'own', windowKind: 'normal', opened: 'computer' },
  'not-started': notStarted,
  'not-started-watched': { ...notStarted, pageStatus: seen(findingSamples.trackers) },
  'not-started-care': { ...notStarted, pageStatus: seen(findingSamples['insecure-page']) },
  'not-started-stop': { ...notStarted, pageStatus: seen(findingSamples['insecure-password-field']) },
  'not-started-cut-short': { ...notStarted, cutShort: 'visit' },
  menu: { ...quiet, opened: 'menu' },
  'menu-own': { ...quiet, life: 'own', opened: 'menu' },
  pending: { ...quiet, pageStatus: { kind: 'pending' } },
  'not-seen': { ...quiet, pageStatus: { kind: 'not-seen' } },
  'half-seen': {
    ...quiet,
    pageStatus: { ...seen(all['insecure-page']), isScanned: false },
  },
  'half-seen-quiet': { ...quiet, pageStatus: { ...seen(), isScanned: false } },
  'not-web': { ...quiet, pageStatus: { kind: 'not-web' }, windowKind: 'normal' },
  'not-allowed': { ...quiet, pageStatus: { kind: 'not-allowed' } },
  'not-allowed-firefox': { ...quiet, pageStatus: { kind: 'not-allowed' }, browser: 'firefox' },
  'window-opened': { ...quiet, opened: 'window' },
  'normal-window-opened': normalWindow,
  'normal-window-failed': { ...normalWindow, hasPrivateFailed: true },
  'normal-window-not-allowed': { ...normalWindow, isAllowedInPrivate: false },
  'normal-window-not-allowed-firefox': { ...normalWindow, browser: 'firefox', isAllowedInPrivate: false },
  'note-local': { ...quiet, pageStatus: seen(all['insecure-page-local']) },
  'note-mixed': {
    ...quiet,
    pageStatus: seen(all['mixed-content-active'], all['mixed-content-passive'], all.trackers),
  },
  watched: { ...quiet, pageStatus: seen(all.trackers) },
  'watched-own': {
    ...quiet,
    life: 'own',
    pageStatus: seen(all.trackers),
    blocking: { isOn: false, isPaused: false, blocked: 0 },
  },
  'watched-stopped': { ...quiet, pageStatus: seen(all['trackers-stopped']), opened: 'trackers' },
  'watched-paused': {
    ...quiet,
    pageStatus: seen(all.trackers),
    blocking: { isOn: true, isPaused: true, blocked: 71 },
    opened: 'trackers',
  },
  recorded: { ...quiet, pageStatus: seen(all['session-replay'], all.trackers) },
  'watched-closer': {
    ...quiet,
    pageStatus: seen(
      ...[all.trackers, all['cookie-third-party'], all['storage-third-party'], all['tracking-parameters']],
      ...[all['bounce-tracking'], all['local-port-scan'], all.fingerprinting],
    ),
    opened: 'trackers',
  },
  'watched-letter': { ...quiet, pageStatus: seen(all['mail-open-pixel']), service },
  care: { ...quiet, pageStatus: seen(all['insecure-page'], all.trackers) },
  'care-mail': { ...quiet, pageStatus: seen(all['untrusted-email-provider'], all.trackers) },
  'mail-trusted': { ...quiet, pageStatus: seen(all.trackers), service },
  'mail-usable': {
    ...quiet,
    service: {
      ...service,
      judgement: {
        ...service.judgement,
        verdict: 'acceptable',
        reasons: [
          { code: 'B3', source: 'harbour-help', ...told },
          { code: 'B4', source: undefined, date: undefined, isOld: false },
        ],
        limits: [{ code: 'provider-reads', source: 'harbour-help', ...told }],
      },
    },
  },
  'mail-unknown': {
    ...quiet,
    service: { ...service, judgement: { ...service.judgement, verdict: 'unknown', reasons: [] } },
  },
  'mail-group': {
    ...quiet,
    service: {
      ...service,
      judgement: {
        ...service.judgement,
        reasons: [{ code: 'G1', source: undefined, date: undefined, isOld: false }],
        limits: [{ code: 'table-disagrees', source: undefined, date: undefined, isOld: false }],
      },
    },
  },
  'mail-no-letter': { ...quiet, service, letter: 'none' },
  'mail-work': { ...quiet, service, mailAccount: { kind: 'work', organisation: 'school.example' } },
  'mail-work-alone': { ...quiet, mailAccount: { kind: 'work', organisation: undefined } },
  'mail-own-server': {
    ...quiet,
    mailAccount: { kind: 'own-server', host: 'webmail.house.example', site: 'house.example' },
  },
  'mail-warned': { ...quiet, pageStatus: seen(all['untrusted-email-provider']), service },
  'care-form': { ...quiet, pageStatus: seen(all['insecure-form-target-text']) },
  stop: {
    ...quiet,
    pageStatus: seen(all['insecure-page'], all['insecure-password-field'], all.trackers),
    windowKind: 'normal',
  },
  'stop-card': { ...quiet, pageStatus: seen(all['insecure-sensitive-form']), signedIn: 1 },
  'stop-form': { ...quiet, pageStatus: seen(all['insecure-form-target']) },
  'stop-line': { ...quiet, browser: 'firefox', pageStatus: seen(all['tls-interception']) },
  'care-line': { ...quiet, browser: 'firefox', pageStatus: seen(all['weak-tls']) },
  'note-line': { ...quiet, browser: 'firefox', pageStatus: seen(all['certificate-changed']) },
  'line-not-told': { ...quiet, pageStatus: { ...seen(), isTlsUnknown: true }, opened: 'trackers' },
  'line-not-seen': {
    ...quiet,
    browser: 'firefox',
    pageStatus: { ...seen(), isTlsUnknown: true },
    opened: 'trackers',
  },
  'stop-proof': { ...quiet, pageStatus: seen(all['certificate-error']) },
  'stop-look-alike': { ...quiet, pageStatus: seen(all['look-alike-domain']) },
  'care-look-alike': { ...quiet, pageStatus: seen(all['look-alike-domain-letters']) },
  'note-look-alike': { ...quiet, pageStatus: seen(all['look-alike-domain-guess']) },
  'time-left': { ...quiet, minutesLeft: 23, opened: 'time' },
  'time-nearly-over': { ...quiet, minutesLeft: 4 },
  'cut-short': { ...quiet, cutShort: 'tidy' },
  'cut-off': { ...quiet, cutShort: 'visit' },
  failed: { ...quiet, hasFailed: true },
};
