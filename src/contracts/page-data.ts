import { ASKED } from '#core/page/field-kind.ts';
import { lazy } from '#lib/lazy.ts';
import { z } from './zod.ts';

/*
 * Every raw shape that a script in a web page sends or hands back, as the document names things; the background parses
 * the addresses. A page that broke out of its own world could send any of it, so each list and each text has a bound.
 */

const text = (max: number) => z.string().check(z.maxLength(max));
const texts = (max: number, maxEach: number) => z.array(text(maxEach)).check(z.maxLength(max));
const count = (max: number) => z.int().check(z.gte(0), z.lte(max));

/** Longer addresses are left out where they are gathered. */
export const address = () => text(2048);
export const asked = () => z.array(z.literal(ASKED)).check(z.maxLength(ASKED.length));

/** `page-scan.ts`: forms and parts of one document. */
const pageScan = () => ({
  forms: z.array(z.object({ target: address(), asks: asked() })).check(z.maxLength(50)),
  mixedActive: count(1_000_000),
  mixedPassive: count(1_000_000),
  parts: z.array(address()).check(z.maxLength(50)),
});
export const rawPageScan = lazy(() => z.object(pageScan()));
export type RawPageScan = z.infer<ReturnType<typeof rawPageScan>>;

/** The same when a person asks, with the origins that the document loaded from. */
export const rawFullScan = lazy(() => z.object({ ...pageScan(), loaded: texts(1000, 300) }));

/** `recipients.ts`: texts of the fields that say who a letter goes to. An address has at most 254 (RFC 5321). */
export const rawRecipients = lazy(() => texts(500, 254));

/** `deep-scan.ts`: what one document keeps, calls and shows. */
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

/** What the background tells the scripts in a page: fall silent, or ask again for what is held. No reply. */
export interface PageCommand {
  readonly name: 'end' | 'release';
}
