import browser from 'webextension-polyfill';
import type { SignIns } from '#app/ports.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import { cookiesOf } from '../tidy/cookies.ts';

export const signIns: SignIns = {
  newCookies: async (baseline) =>
    (await cookiesOf({ baseline: baseline ?? EMPTY_BASELINE })).map(
      ({ domain, name, httpOnly, session }) => ({
        domain,
        name,
        isHttpOnly: httpOnly,
        isLasting: !session,
      }),
    ),
  hasCookies: async (url) => (await browser.cookies.getAll({ url })).length > 0,
};
