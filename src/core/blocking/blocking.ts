import { MAX_HOST_LENGTH, MAX_URL_LENGTH } from '../network/address.ts';
import type { Place } from '../session/place.ts';

/** What the person lets the browser block while a session runs. */
export interface Blocking {
  readonly isOn: boolean;
  /** Sites on which nothing is blocked for the rest of the session: a page there looked broken. */
  readonly paused: readonly string[];
  /** Requests that were stopped since the session started, on all pages. */
  readonly blocked: number;
}

/** How often a host was asked for and stopped, in one page. */
export type BlockedHosts = Readonly<Record<string, number>>;

/** A page that asks a thousand trackers is told of as well by these. */
export const MAX_BLOCKED_HOSTS = 200;

/** In a café every minute is paid for; on one's own computer what pages do is the person's choice. */
export function blockingAt(place: Place): Blocking {
  return { isOn: place === 'cafe', paused: [], blocked: 0 };
}

export function withPause(blocking: Blocking, site: string, isPaused: boolean): Blocking {
  const others = blocking.paused.filter((name) => name !== site);
  return { ...blocking, paused: isPaused ? [...others, site] : others };
}

/** Adds what was stopped to what is known of a page. */
export function addBlocked(known: BlockedHosts = {}, more: BlockedHosts): BlockedHosts {
  const sum = { ...known };
  for (const [host, count] of Object.entries(more)) {
    if (host in sum || Object.keys(sum).length < MAX_BLOCKED_HOSTS) sum[host] = (sum[host] ?? 0) + count;
  }
  return sum;
}

/** Cheaper than reading the whole address, which this is done for by the dozen. */
export function hostIn(url: string): string | undefined {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/.exec(url.slice(0, MAX_URL_LENGTH))?.[1];
  return host && host.length <= MAX_HOST_LENGTH ? host : undefined;
}

/**
 * What only says who led somebody to a page, and by which mail or advertisement. Each is documented by the
 * company that adds it: Google (gclid, dclid, gbraid, wbraid, utm_*, _ga, _gl), Meta (fbclid), Microsoft (msclkid),
 * X (twclid), TikTok (ttclid), Instagram (igshid), Yandex (yclid, _openstat), Mailchimp (mc_cid, mc_eid),
 * HubSpot (_hsenc, _hsmi), LinkedIn (li_fat_id), Marketo (mkt_tok), Olytics (oly_anon_id, oly_enc_id), Vero (vero_id).
 */
export const TRACKING_PARAMETERS: readonly string[] = [
  ...['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'utm_id'],
  ...['gclid', 'dclid', 'gbraid', 'wbraid', '_ga', '_gl'],
  ...['fbclid', 'msclkid', 'twclid', 'ttclid', 'igshid', 'yclid', '_openstat'],
  ...['mc_cid', 'mc_eid', '_hsenc', '_hsmi', 'li_fat_id', 'mkt_tok', 'oly_anon_id', 'oly_enc_id', 'vero_id'],
];

/**
 * Hosts where a mark in a link may be what a sign-in, a payment, a letter or a form is waiting for: sign-ins and
 * payments; Marketo's, Mailchimp's and Omeda's own pages, to which `mkt_tok`, `mc_eid` and `oly_enc_id` say whose
 * letter it is; and sites that were reported broken without (https://github.com/duckduckgo/privacy-configuration,
 * `features/tracking-parameters.json`, 2026-08-22).
 */
export const NEEDS_PARAMETERS: readonly string[] = [
  ...['accounts.google.com', 'login.live.com', 'login.microsoftonline.com', 'appleid.apple.com'],
  ...['www.paypal.com', 'checkout.stripe.com', 'pay.google.com', 'secure.payu.com', 'checkout.razorpay.com'],
  ...['marketo.com', 'mktoweb.com', 'list-manage.com', 'campaign-archive.com', 'mailchi.mp'],
  ...['omeda.com', 'dragonforms.com'],
  ...['axs.com', 'urldefense.com', 'centerwellpharmacy.com', 'go365.com', 'humana.com'],
];

/**
 * Where a letter is shown, ended or changed, under whatever name a sender has: there the mark says whose letter it is.
 * Sources of expressions for both browsers, without regard to large and small letters; several, because Chromium takes
 * none that needs more than 2 kB when compiled (`isRegexSupported`, 156).
 *
 * @source https://github.com/brave/brave-browser/issues/9018 and 27625 (`UnsubscribePage.html`, `mkt_unsubscribe=1`,
 *   `/email/emailWebview`)
 */
export const LETTER_PAGES: readonly string[] = [
  ...[
    'un-?subscri|opt-?out|email/?webview',
    'view-?(?:email|online|in-?browser)|web-?version',
    '(?:[a-z]+[_-])?(?:preferences?|subscriptions?)(?:[_-]?cent[a-z]*)?(?:[./?#]|$)',
    'abmeld|des(?:abonn|inscri|uscri)|darse-de-baja',
  ].map((words) => `^https?://[^?#]*/(?:${words})`),
  '[?&]mkt_unsubscribe=1',
];
