import browser from 'webextension-polyfill';
import type { SignIns } from '#app/ports.ts';
import { newCookies } from './cleaner.ts';

export const signIns: SignIns = {
  newCookies: async (baseline) =>
    (await newCookies({ knownCookies: baseline?.cookies ?? [] })).map(
      ({ domain, name, httpOnly, session }) => ({
        domain,
        name,
        isHttpOnly: httpOnly,
        isLasting: !session,
      }),
    ),
  hasCookies: async (url) => (await browser.cookies.getAll({ url })).length > 0,
};
