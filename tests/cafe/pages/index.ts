import type { IncomingHttpHeaders } from 'node:http';
import {
  BOTH_HOST,
  CAUGHT_HOST,
  CLUB_HOST,
  DEMANDING_HOST,
  LISTED_PLAIN_HOST,
  LOCKED_HOST,
  LOOP_HOST,
  ODD_CERTIFICATES,
  OLD_LINE_HOST,
  PLAIN_HOST,
  REPLACED_HOST,
  SILENT_HOST,
  SITES,
  STRIPPED_HOST,
} from '../sites.ts';
import { foundPage, KEPT_COOKIES, keepsPage, WORKER_SCRIPT } from './keeps.ts';
import { probePage } from './probe.ts';
import {
  articlePage,
  bankPage,
  clubPage,
  filesPage,
  forumPage,
  libraryPage,
  mailPage,
  missingPage,
  newsPage,
  noticesPage,
  photosPage,
  plainPage,
  portalPage,
  replacedPage,
  shopPage,
  signedInPage,
  startPage,
  ticketsPage,
  weatherPage,
  webmailPage,
} from './sites.ts';

export interface Question {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
  /** The connection stays open without further data. */
  readonly isEndless?: boolean;
}

const HOME_PAGES: ReadonlyMap<string, () => string> = new Map([
  ['start.cafe.example', startPage],
  ['forum.riverside.example', forumPage],
  ['notices.riverside.example', noticesPage],
  ['library.riverside.example', libraryPage],
  ['tickets.riverside.example', ticketsPage],
  ['weather.riverside.example', weatherPage],
  [CLUB_HOST, clubPage],
  ['shop.corner.example', shopPage],
  ['mail.harbour.example', mailPage],
  ['article.harbour.example', articlePage],
  ['plain.harbour.example', plainPage],
  ['files.harbour.example', filesPage],
  ['mail.yahoo.com', webmailPage],
  ['login.yahoo.com', webmailPage],
  ['members.yahoo.com', webmailPage],
  ['login.yahoo-verify.example', webmailPage],
  ['xn--yhoo-53d.example', webmailPage],
  ['mail.yahoo.com.river.example', plainPage],
  ['xn--80a1acny.xn--p1ai', mailPage],
  ['news.daily.example', newsPage],
  ['photos.attic.example', photosPage],
  ['login.cafe.lan', portalPage],
  ['probe.watcher.example', probePage],
  ...[...Object.keys(ODD_CERTIFICATES), OLD_LINE_HOST].map((host) => [host, bankPage] as const),
  ['moved.harbour.example', mailPage],
  [PLAIN_HOST, noticesPage],
  [LISTED_PLAIN_HOST, webmailPage],
  [SILENT_HOST, noticesPage],
  [STRIPPED_HOST, forumPage],
  [LOOP_HOST, noticesPage],
  [BOTH_HOST, noticesPage],
  [REPLACED_HOST, replacedPage],
]);

/** Content of the downloadable file: about two kilobytes of departure times. */
export const TIMETABLE = Array.from(
  { length: 48 },
  (_, index) => `${String(5 + Math.floor(index / 3)).padStart(2, '0')}:${index % 3}5  Harbour to Island`,
).join('\n');

/** Total: unknown places get an answer too. */
export function answer(question: Question): Answer {
  const { scheme, host, method, path } = question;
  const [name = '/'] = path.split('?');
  if (host === 'keeps.harbour.example') return keeps(name);
  if (name === '/favicon.ico') return { status: 204 };
  if (name.endsWith('.js')) return { headers: { 'Content-Type': 'text/javascript' }, body: '/* nothing */' };
  if (name.endsWith('.css')) return { headers: { 'Content-Type': 'text/css' }, body: '' };
  if (name.endsWith('.svg')) return { headers: { 'Content-Type': 'image/svg+xml' }, body: HARBOUR };
  if (name === '/timetable.txt') return download();
  if (host === LOOP_HOST && scheme === 'https') return goTo(`http://${host}${path}`);
  if (host === CAUGHT_HOST) return goTo(SITES.portal.url);
  if (host === DEMANDING_HOST) return hstsSending();
  if (host === LOCKED_HOST) return { status: 511, body: portalPage() };
  if (name === '/sign-in' && method === 'POST') return signedIn();
  if (name === '/connect' && method === 'POST') return { status: 303, headers: { Location: '/' } };
  const page = HOME_PAGES.get(host);
  return page ? { body: page() } : { status: 404, body: missingPage() };
}

function keeps(name: string): Answer {
  if (name === '/worker.js') return { headers: { 'Content-Type': 'text/javascript' }, body: WORKER_SCRIPT };
  if (name === '/found') return { headers: { 'Cache-Control': 'no-store' }, body: foundPage() };
  return { headers: { 'Set-Cookie': [...KEPT_COOKIES], 'Cache-Control': 'no-store' }, body: keepsPage() };
}

function signedIn(): Answer {
  return { headers: { 'Set-Cookie': 'signed_in=1; Path=/; Max-Age=86400' }, body: signedInPage() };
}

function hstsSending(): Answer {
  return { headers: { 'Strict-Transport-Security': 'max-age=31536000' }, body: noticesPage() };
}

function download(): Answer {
  return {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': 'attachment; filename="timetable.txt"',
    },
    body: TIMETABLE,
  };
}

const HARBOUR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 180"><rect width="420" height="180" fill="#c9d6d8"/>' +
  '<path d="M0 120h420v60H0z" fill="#5d7f86"/><path d="M60 120l20 25h90l25-25z" fill="#6b4a32"/>' +
  '<path d="M125 118V40l55 70z" fill="#f4efe2"/></svg>';

function goTo(address: string): Answer {
  return { status: 302, headers: { Location: address } };
}
