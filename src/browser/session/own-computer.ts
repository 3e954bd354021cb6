import browser from 'webextension-polyfill';
import type { OwnComputer } from '#app/session/own-computer.ts';
import { z } from '#contracts/zod.ts';
import { LANGUAGES } from '#core/session/session.ts';
import { lazy } from '#lib/lazy.ts';

/** The one key that is ever kept, and only because the person asked for it on their own computer. */
export const OWN_COMPUTER_KEY = 'own-computer';

const kept = lazy(() => z.object({ language: z.literal(LANGUAGES), isBlocking: z.boolean() }));

export const ownComputer: OwnComputer = {
  get: async () => {
    const { [OWN_COMPUTER_KEY]: value } = await browser.storage.local.get(OWN_COMPUTER_KEY);
    // What cannot be read is a computer that nobody said is theirs.
    return kept().safeParse(value).data;
  },
  set: (value) => browser.storage.local.set({ [OWN_COMPUTER_KEY]: value }),
  remove: () => browser.storage.local.remove(OWN_COMPUTER_KEY),
};
