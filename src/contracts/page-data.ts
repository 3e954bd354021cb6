import { ASKED } from '#core/page/field-kind.ts';
import { lazy } from '#lib/lazy.ts';
import { z } from './zod.ts';

/*
 * Raw data from content scripts; the background parses the URLs. A page that compromised its isolated world can send
 * anything, so every list and text is bounded.
 */

const text = (max: number) => z.string().check(z.maxLength(max));
const texts = (max: number, maxEach: number) => z.array(text(maxEach)).check(z.maxLength(max));
const count = (max: number) => z.int().check(z.gte(0), z.lte(max));

/** Longer URLs are omitted by the scripts. */
export const address = () => text(2048);
export const asked = () => z.array(z.literal(ASKED)).check(z.maxLength(ASKED.length));

/** Result of `page-scan.ts`: forms and parts of one document. */
const pageScan = () => ({
  forms: z.array(z.object({ target: address(), asks: asked() })).check(z.maxLength(50)),
  mixedActive: count(1_000_000),
  mixedPassive: count(1_000_000),
  parts: z.array(address()).check(z.maxLength(50)),
});
export const rawPageScan = lazy(() => z.object(pageScan()));
export type RawPageScan = z.infer<ReturnType<typeof rawPageScan>>;

/** The same on demand, with the origins that the document loaded from. */
export const rawFullScan = lazy(() => z.object({ ...pageScan(), loaded: texts(1000, 300) }));

/** Result of `recipients.ts`: texts of recipient fields. An address has at most 254 characters (RFC 5321). */
export const rawRecipients = lazy(() => texts(500, 254));

/** Result of `webmail-form.ts`. */
export const rawWebmailForm = lazy(() => z.boolean());

/** Result of `deep-scan.ts`: what one document stores, requests and shows. */
export const rawDeepScan = lazy(() =>
  z.object({
    origin: text(300),
    keepsData: z.boolean(),
    near: texts(100, 300),
    pictures: texts(100, 2000),
    cookies: count(1000),
    libraries: texts(100, 100),
  }),
);

/** Messages from the background to content scripts: stop, or ask again for what is held. Without reply. */
export interface PageCommand {
  readonly name: 'end' | 'release';
}
