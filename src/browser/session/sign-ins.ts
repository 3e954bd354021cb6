import browser from 'webextension-polyfill';
import type { CookieFacts } from '#core/session/sign-in-cookie.ts';
import { type Baseline, EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import { cookiesOf } from '../tidy/cookies.ts';

/** Cookies that came, or changed, since the session started; all of them where nobody knows what was there. */
export async function newCookies(baseline: Baseline = EMPTY_BASELINE): Promise<readonly CookieFacts[]> {
  return (await cookiesOf({ baseline })).map(({ domain, name, httpOnly, session }) => ({
    domain,
    name,
    isHttpOnly: httpOnly,
    isLasting: !session,
  }));
}

/** Whether the browser sends any cookie to this address. */
export async function hasCookies(url: string): Promise<boolean> {
  return (await browser.cookies.getAll({ url })).length > 0;
}
