import browser from 'webextension-polyfill';
import type { CookieFacts } from '#core/session/sign-in-cookie.ts';
import { type Baseline, EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import { cookiesOf } from '../tidy/cookies.ts';

/** Cookies added or changed since the start of the session; all of them without a baseline. */
export async function newCookies(baseline: Baseline = EMPTY_BASELINE): Promise<readonly CookieFacts[]> {
  return (await cookiesOf({ baseline })).map(({ domain, name, httpOnly, session }) => ({
    domain,
    name,
    isHttpOnly: httpOnly,
    isLasting: !session,
  }));
}

/** Whether the browser has cookies for this URL. */
export async function hasCookies(url: string): Promise<boolean> {
  return (await browser.cookies.getAll({ url })).length > 0;
}
