import { MAX_HOST_LENGTH, MAX_URL_LENGTH } from '../network/address.ts';
import type { Place } from '../session/place.ts';

/** Settings and counts of tracker blocking during a session. */
export interface Blocking {
  readonly isOn: boolean;
  /** Sites on which blocking is paused for the rest of the session, because a page looked broken. */
  readonly paused: readonly string[];
  /** Blocked requests since the start of the session, on all pages. */
  readonly blocked: number;
}

/** Host → blocked requests of one page. */
export type BlockedHosts = Readonly<Record<string, number>>;

/** Enough for any page; a page that calls a thousand trackers is described by these as well. */
export const MAX_BLOCKED_HOSTS = 200;

/** On in a café, where time is paid for; off on one's own computer, where it is the person's choice. */
export function blockingAt(place: Place): Blocking {
  return { isOn: place === 'cafe', paused: [], blocked: 0 };
}

export function withPause(blocking: Blocking, site: string, isPaused: boolean): Blocking {
  const others = blocking.paused.filter((name) => name !== site);
  return { ...blocking, paused: isPaused ? [...others, site] : others };
}

/** Adds blocked requests of a page. */
export function addBlocked(known: BlockedHosts = {}, more: BlockedHosts): BlockedHosts {
  const sum = { ...known };
  for (const [host, count] of Object.entries(more)) {
    if (host in sum || Object.keys(sum).length < MAX_BLOCKED_HOSTS) sum[host] = (sum[host] ?? 0) + count;
  }
  return sum;
}

/** Host of a URL. Cheaper than `parseAddress`; called for each blocked request. */
export function hostIn(url: string): string | undefined {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]+)/.exec(url.slice(0, MAX_URL_LENGTH))?.[1];
  return host && host.length <= MAX_HOST_LENGTH ? host : undefined;
}

/**
 * Query parameters that only identify a person's source: the advertisement or mail. Each is documented by its
 * company: Google (gclid, dclid, gbraid, wbraid, utm_*, _ga, _gl), Meta (fbclid), Microsoft (msclkid),
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
 * Hosts that may depend on such parameters: sign-ins and payments; Marketo's, Mailchimp's and Omeda's own pages,
 * which identify the letter by `mkt_tok`, `mc_eid` and `oly_enc_id`; and sites that were reported broken without
 * them (https://github.com/duckduckgo/privacy-configuration, `features/tracking-parameters.json`, 2026-08-22).
 */
export const NEEDS_PARAMETERS: readonly string[] = [
  ...['accounts.google.com', 'login.live.com', 'login.microsoftonline.com', 'appleid.apple.com'],
  ...['www.paypal.com', 'checkout.stripe.com', 'pay.google.com', 'secure.payu.com', 'checkout.razorpay.com'],
  ...['marketo.com', 'mktoweb.com', 'list-manage.com', 'campaign-archive.com', 'mailchi.mp'],
  ...['omeda.com', 'dragonforms.com'],
  ...['axs.com', 'urldefense.com', 'centerwellpharmacy.com', 'go365.com', 'humana.com'],
];

/**
 * URLs that show, end or change a newsletter, under any sender's host: there the parameter identifies the letter.
 * Case-insensitive RE2 expressions for both browsers; several, because Chromium rejects expressions that compile to
 * more than 2 kB (`isRegexSupported`, 156).
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
