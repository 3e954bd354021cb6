import { contradictions, ORGANISATION_LIMITS, type OrganisationList } from '#core/mail/organisation.ts';
import type { NameIndex } from '#core/page/look-alike.ts';
import { lazy } from '#lib/lazy.ts';
import { z } from './zod.ts';

/*
 * Schema of an organization's list, for the background, which protects its names. A page reports the errors of
 * an invalid list, with `readOrganisation`.
 */

const { providers, names } = ORGANISATION_LIMITS;

/** Host names in the form browsers use; at least two labels, no IP addresses, no `.onion`. */
export const host = z
  .string()
  .check(
    z.maxLength(253),
    z.regex(/^(?!.*\.onion$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/),
  );

/** A slug, as in file names. */
export const id = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

const name = () => z.string().check(z.regex(/^.{1,80}$/su));
const named = () => z.array(host).check(z.maxLength(names));

export const organisationFile = lazy(() =>
  z.strictObject({
    format: z.literal(1),
    name: name(),
    /** Ids of services in the table. */
    chosen: z.optional(z.array(id).check(z.maxLength(providers))),
    providers: z.optional(
      z
        .array(z.strictObject({ name: name(), domains: named(), hosts: z.optional(named()) }))
        .check(z.maxLength(providers)),
    ),
  }),
);

/** A validated list, as pages send it. */
export const organisationList = lazy(() =>
  z.object({
    name: name(),
    chosen: z.array(id).check(z.maxLength(providers)),
    providers: z
      .array(z.object({ name: name(), domains: named(), hosts: named() }))
      .check(z.maxLength(providers)),
  }),
);

/**
 * Validates a policy's list.
 *
 * @returns `undefined` if anything in it is invalid; contradictions to the table are not checked here
 */
export function parseOrganisation(value: unknown, names: NameIndex): OrganisationList | undefined {
  const parsed = z.safeParse(organisationFile(), value);
  const list = parsed.success ? listOf(parsed.data) : undefined;
  return list && contradictions(list, { names }).length === 0 ? list : undefined;
}

export function listOf({
  name: title,
  chosen = [],
  providers: own = [],
}: z.infer<ReturnType<typeof organisationFile>>): OrganisationList {
  return { name: title, chosen, providers: own.map((one) => ({ ...one, hosts: one.hosts ?? [] })) };
}
