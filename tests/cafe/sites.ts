import type { CertificateCause } from '#core/network/certificate-error.ts';
import type { Finding, FindingCode, Severity } from '#core/page/finding.ts';
import type { Level } from '#core/page/verdict.ts';
import type { BrowserName } from '../../scripts/browsers.ts';
import type { CertificateKind } from './certificates.ts';

type Facts = { readonly [Code in FindingCode]: Extract<Finding, { code: Code }>['facts'] };

/** An expected finding of a page, with the facts known in advance. */
export type Expected = {
  [Code in FindingCode]: {
    readonly code: Code;
    readonly severity: Severity;
    readonly facts: Partial<Facts[Code]>;
  };
}[FindingCode];

/** One site of the practice café. */
export interface Place {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** One line for the start page and the tour. */
  readonly about: string;
  readonly level: Level;
  /** Worst first; empty for a control page. */
  readonly findings: readonly Expected[];
  /** The finding exists only in this browser. */
  readonly onlyIn?: BrowserName;
}

/** HTTP only; HTTPS connections are refused. */
export const HTTP_ONLY_HOSTS = [
  'forum.riverside.example',
  'notices.riverside.example',
  'library.riverside.example',
  'tickets.riverside.example',
  'weather.riverside.example',
  'pay.corner.example',
  'pictures.attic.example',
  'login.cafe.lan',
  'banner.cafe.lan',
  'tide.example.net',
  'mail.163.com',
  'gate.example.net',
  'clock.example.org',
] as const;

/*
 * Names with a public suffix, so that they are upgraded during a session. `example.net` and `example.org` are reserved
 * (RFC 2606 §3).
 */
export const PLAIN_HOST = 'tide.example.net';
/** A real sign-in host in the list of mail services, served over HTTP to this machine only. */
export const LISTED_PLAIN_HOST = 'mail.163.com';
/** Accepts HTTPS connections and never answers. */
export const SILENT_HOST = 'ferry.example.net';
/** Attacked: HTTP works, and HTTPS has an untrusted certificate. */
export const STRIPPED_HOST = 'bakery.example.org';
/** Redirects HTTPS to HTTP. */
export const LOOP_HOST = 'carousel.example.org';
/** Serves the same over both. */
export const BOTH_HOST = 'museum.example.org';
/** HTTP is answered by the captive portal. */
export const CAUGHT_HOST = 'weather.example.net';

/** The network answers in its place: with status 511, and with the portal's page. */
export const LOCKED_HOST = 'gate.example.net';
export const REPLACED_HOST = 'clock.example.org';

/** Sends HSTS. */
export const DEMANDING_HOST = 'vault.example.org';

/** These answer over HTTP too. */
export const BOTH_WAYS = [SILENT_HOST, STRIPPED_HOST, LOOP_HOST, BOTH_HOST, CAUGHT_HOST] as const;

/** Served under their real names, to this machine only, because the lists know them by these. */
export const TRACKER_HOSTS = [
  'www.google-analytics.com',
  'stats.g.doubleclick.net',
  'connect.facebook.net',
  'static.hotjar.com',
  'sb.scorecardresearch.com',
  'static.criteo.net',
] as const;

/**
 * Real names too: must keep working while trackers are blocked. Not `accounts.google.com`, which Chromium itself
 * requests as soon as it answers.
 */
export const NEEDED_HOSTS = [
  'apis.google.com',
  'appleid.cdn-apple.com',
  'js.stripe.com',
  'www.paypal.com',
  'challenges.cloudflare.com',
  'js.hcaptcha.com',
  'mail.proton.me',
  'js.hsforms.net',
  'cdn11.bigcommerce.com',
  'cdns.gigya.com',
  'www.bing.com',
  'static.licdn.com',
  's.yimg.com',
  'acs.corner.example',
] as const;

/** Trackers of the same companies or the same kind. */
export const NEAR_MISS_HOSTS = [
  'js.hs-analytics.net',
  'bat.bing.com',
  'px.ads.linkedin.com',
  'widget.corner.example',
] as const;

/** A company's own page with scripts of another site of the company. */
export const OWNER_PAGE = 'https://www.linkedin.com/feed';

/** Third parties that are no trackers. */
const HARMLESS_HOSTS = ['static.daily.example', 'fonts.letters.example'] as const;

/** Hosts with faulty certificates. */
export const ODD_CERTIFICATES = {
  'bank.attic.example': 'unknown-issuer',
  'bakery.example.org': 'unknown-issuer',
  'self.attic.example': 'self-signed',
  'expired.attic.example': 'expired',
  'other.attic.example': 'wrong-name',
  'post.filter.example': 'planted',
  'clinic.filter.example': 'planted',
  'desk.cafe.lan': 'planted',
} as const satisfies Record<string, CertificateKind>;

/** Supports TLS 1.0 and 1.1 only. */
export const OLD_LINE_HOST = 'old.attic.example';

/** Look-alikes: with an added word, with a confusable character, and with the real host in front. */
const FALSE_NAMES = [
  'login.yahoo-verify.example',
  'xn--yhoo-53d.example',
  'mail.yahoo.com.river.example',
] as const;

/** почта.рф, a whole word in its own script. */
const POST_HOST = 'xn--80a1acny.xn--p1ai';

export const HTTPS_HOSTS = [
  'start.cafe.example',
  'plain.harbour.example',
  'article.harbour.example',
  'mail.harbour.example',
  'files.harbour.example',
  'keeps.harbour.example',
  'shop.corner.example',
  'news.daily.example',
  'photos.attic.example',
  'probe.watcher.example',
  'club.riverside.example',
  'moved.harbour.example',
  OLD_LINE_HOST,
  ...(Object.keys(ODD_CERTIFICATES) as (keyof typeof ODD_CERTIFICATES)[]),
  'mail.yahoo.com',
  'login.yahoo.com',
  'members.yahoo.com',
  ...FALSE_NAMES,
  POST_HOST,
  LOOP_HOST,
  BOTH_HOST,
  DEMANDING_HOST,
  ...TRACKER_HOSTS,
  ...NEEDED_HOSTS,
  ...NEAR_MISS_HOSTS,
  'www.linkedin.com',
  ...HARMLESS_HOSTS,
] as const;

export const START_URL = 'https://start.cafe.example/';

/** An HTTP site whose HTTPS works if the test allows it: see `refuseHttps`. */
export const CLUB_HOST = 'club.riverside.example';

function refused<Host extends string>(
  id: string,
  title: string,
  host: Host,
  cause: CertificateCause,
  { about }: { about: string },
) {
  return {
    id,
    title,
    url: `https://${host}/` as const,
    about,
    level: 'L3',
    findings: [{ code: 'certificate-error', severity: 'high', facts: { host, cause } }],
  } as const satisfies Place;
}

export const SITES = {
  forum: {
    id: 'forum',
    title: 'Riverside forum',
    url: 'http://forum.riverside.example/',
    about: 'A forum without protection that asks for a password. The password must not leave unseen.',
    level: 'L3',
    findings: [
      { code: 'insecure-password-field', severity: 'high', facts: { host: 'forum.riverside.example' } },
      {
        code: 'insecure-page',
        severity: 'medium',
        facts: { host: 'forum.riverside.example', network: 'public' },
      },
    ],
  },
  notices: {
    id: 'notices',
    title: 'Notice board',
    url: 'http://notices.riverside.example/',
    about: 'A page without protection that asks for nothing. Worth a note, no more.',
    level: 'L1',
    findings: [{ code: 'insecure-page', severity: 'low', facts: { host: 'notices.riverside.example' } }],
  },
  library: {
    id: 'library',
    title: 'Town library',
    url: 'http://library.riverside.example/',
    about: 'A search box on a page without protection: others on the network can read the words.',
    level: 'L2',
    findings: [{ code: 'insecure-page', severity: 'medium', facts: { host: 'library.riverside.example' } }],
  },
  tickets: {
    id: 'tickets',
    title: 'Ferry tickets',
    url: 'http://tickets.riverside.example/',
    about: 'A page without protection that asks for the number of a card. It must not leave unseen.',
    level: 'L3',
    findings: [
      {
        code: 'insecure-sensitive-form',
        severity: 'high',
        facts: { host: 'tickets.riverside.example', asks: 'card' },
      },
      { code: 'insecure-page', severity: 'medium', facts: { host: 'tickets.riverside.example' } },
    ],
  },
  weather: {
    id: 'weather',
    title: 'Weather',
    url: 'http://weather.riverside.example/',
    about: 'A page without protection, into which the café has put a banner of its own on the way.',
    level: 'L2',
    findings: [
      {
        code: 'content-injection-suspected',
        severity: 'medium',
        facts: { host: 'weather.riverside.example', source: 'banner.cafe.lan' },
      },
      { code: 'insecure-page', severity: 'low', facts: { host: 'weather.riverside.example' } },
    ],
  },
  shop: {
    id: 'shop',
    title: 'Corner shop',
    url: 'https://shop.corner.example/',
    about: 'An HTTPS page whose sign-in form sends its words without protection.',
    level: 'L3',
    findings: [
      {
        code: 'insecure-form-target',
        severity: 'high',
        facts: { host: 'shop.corner.example', target: 'pay.corner.example', asks: 'password' },
      },
    ],
  },
  yahoo: {
    id: 'yahoo',
    title: 'A well-known webmail',
    url: 'https://mail.yahoo.com/',
    about: 'The look of a webmail under a name that the list of mail services knows (served here only).',
    level: 'L1',
    findings: [
      {
        code: 'untrusted-email-provider',
        severity: 'low',
        facts: { host: 'mail.yahoo.com', verdict: 'caution' },
      },
    ],
  },
  verify: {
    id: 'verify',
    title: 'A webmail that is none',
    url: 'https://login.yahoo-verify.example/',
    about:
      'A protected sign-in page under a name that borrows a real one. The password must not leave unseen.',
    level: 'L3',
    findings: [
      {
        code: 'look-alike-domain',
        severity: 'high',
        facts: { host: 'login.yahoo-verify.example', real: 'yahoo.com', kind: 'added', isSure: true },
      },
    ],
  },
  letters: {
    id: 'letters',
    title: 'A webmail with a false letter',
    url: 'https://xn--yhoo-53d.example/',
    about: 'The same, with a letter of another script in the name.',
    level: 'L3',
    findings: [
      {
        code: 'look-alike-domain',
        severity: 'high',
        facts: { host: 'xn--yhoo-53d.example', real: 'yahoo.com', kind: 'letters', isSure: true },
      },
    ],
  },
  inside: {
    id: 'inside',
    title: 'A borrowed address',
    url: 'https://mail.yahoo.com.river.example/',
    about: 'A real address in front of another name, on a page that asks for nothing. Worth a note.',
    level: 'L1',
    findings: [
      {
        code: 'look-alike-domain',
        severity: 'low',
        facts: { host: 'mail.yahoo.com.river.example', kind: 'inside', isSure: true },
      },
    ],
  },
  post: {
    id: 'post',
    title: 'A post office',
    url: 'https://xn--80a1acny.xn--p1ai/',
    about: 'A sign-in page with an honest name in another script. Nothing to say.',
    level: 'L0',
    findings: [],
  },
  members: {
    id: 'members',
    title: 'A page of the real owner',
    url: 'https://members.yahoo.com/',
    about: 'A sign-in page below a real name. Nothing to say.',
    level: 'L0',
    findings: [],
  },
  news: {
    id: 'news',
    title: 'The Daily',
    url: 'https://news.daily.example/',
    about: 'A news page that calls five companies which follow people from site to site.',
    level: 'L1',
    findings: [{ code: 'trackers', severity: 'low', facts: {} }],
  },
  photos: {
    id: 'photos',
    title: 'Attic photos',
    url: 'https://photos.attic.example/',
    about: 'An HTTPS page with unprotected parts in it: a script, a frame and a picture.',
    level: 'L1',
    findings: [
      { code: 'mixed-content-active', severity: 'low', facts: { host: 'photos.attic.example', count: 2 } },
      { code: 'mixed-content-passive', severity: 'low', facts: { host: 'photos.attic.example', count: 1 } },
    ],
  },
  portal: {
    id: 'portal',
    title: 'Café sign-in',
    url: 'http://login.cafe.lan/',
    about: 'The page of the café itself that asks for a voucher before anything else opens.',
    level: 'L1',
    findings: [
      { code: 'insecure-page', severity: 'low', facts: { host: 'login.cafe.lan', network: 'private' } },
    ],
  },
  broken: refused('broken', 'Attic bank', 'bank.attic.example', 'untrusted', {
    about: 'A site that cannot prove its name: the browser refuses it, and says so itself.',
  }),
  selfSigned: refused('self-signed', 'Attic cellar', 'self.attic.example', 'untrusted', {
    about: 'A site that vouches for itself.',
  }),
  expired: refused('expired', 'Attic archive', 'expired.attic.example', 'expired', {
    about: 'A site whose proof has run out.',
  }),
  wrongName: refused('wrong-name', 'Attic letters', 'other.attic.example', 'wrong-name', {
    about: 'A site that shows the proof of another one.',
  }),
  mail: {
    id: 'mail',
    title: 'Harbour mail',
    url: 'https://mail.harbour.example/',
    about: 'A protected sign-in page that sends to itself. Nothing to say.',
    level: 'L0',
    findings: [],
  },
  article: {
    id: 'article',
    title: 'A long read',
    url: 'https://article.harbour.example/',
    about: 'A long protected article. Nothing to say.',
    level: 'L0',
    findings: [],
  },
  plain: {
    id: 'plain',
    title: 'A quiet page',
    url: 'https://plain.harbour.example/',
    about: 'An HTTPS page with nothing on it. Nothing to say.',
    level: 'L0',
    findings: [],
  },
  files: {
    id: 'files',
    title: 'Harbour files',
    url: 'https://files.harbour.example/',
    about: 'A file to save: when you leave, it must be gone from the disk.',
    level: 'L0',
    findings: [],
  },
  keeps: {
    id: 'keeps',
    title: 'A page that keeps things',
    url: 'https://keeps.harbour.example/',
    about: 'Writes something into every kind of storage that a browser offers.',
    level: 'L0',
    findings: [],
  },
  probe: {
    id: 'probe',
    title: 'The tracker',
    url: 'https://probe.watcher.example/',
    about: 'Tries the known ways to find out that an extension is installed.',
    level: 'L0',
    findings: [],
  },
} as const satisfies Record<string, Place>;

export const ALL_SITES: readonly Place[] = Object.values(SITES);
