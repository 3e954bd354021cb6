import { TRACKER_KINDS } from '#core/blocking/trackers.ts';
import { NAME_STYLES } from '#core/page/look-alike.ts';
import { LIBRARY_KINDS } from '#core/page/open-library.ts';
import { host, id } from './organisation-list.ts';
import { z } from './zod.ts';

/*
 * What the lists in src/data must look like. Parsed by the build and by a test; the product itself
 * trusts the files it came with.
 */

/** As exact as the source gives it: `2019`, `2019-04` or `2019-04-12`. */
export const date = z.string().check(z.regex(/^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/));

/** Where a list comes from: what has no known origin is not shipped. */
export const provenance = {
  title: z.string().check(z.minLength(1)),
  source: z.string().check(z.minLength(1)),
  license: z.string().check(z.minLength(1)),
  retrieved: date,
};

const text = z.string().check(z.minLength(1), z.maxLength(80));

export const signOutFile = z.strictObject({
  ...provenance,
  services: z
    .array(
      z.strictObject({
        id,
        hosts: z.array(host).check(z.minLength(1)),
        page: z.string().check(z.regex(/^https:\/\/\S+$/)),
        source: z.string().check(z.regex(/^https:\/\/\S+$/)),
        date,
      }),
    )
    .check(z.minLength(1)),
});
export type SignOutFile = z.infer<typeof signOutFile>;

export const trackerFile = z.strictObject({
  ...provenance,
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  /** Name of a company → what it does → the domains for it, separated by blanks. */
  owners: z.record(text, z.partialRecord(z.enum(TRACKER_KINDS), z.string().check(z.minLength(1)))),
});
export type TrackerFile = z.infer<typeof trackerFile>;

/** The domains of an entry of `owners`. */
export const trackerDomains = z.array(host).check(z.minLength(1));

const hostList = z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+( [a-z0-9-]+(\.[a-z0-9-]+)+)*$/));

/** Hosts and all below them, or beginnings of addresses on such; separated by blanks. */
const addressList = z
  .string()
  .check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?( [a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?)*$/));

/** What people come for: nothing stops it, whatever a list says. */
export const ESSENTIAL_FOR = ['sign-in', 'payment', 'person-check', 'mail'] as const;

/** What people come for: it comes but for the parts of it that a list names. */
export const WORKS_FOR = [
  ...['form', 'survey', 'map', 'video', 'shop', 'learning', 'chat', 'consent'],
] as const;

export const keepWorkingFile = z.strictObject({
  ...provenance,
  services: z.array(
    z.strictObject({
      name: text,
      for: z.enum([...ESSENTIAL_FOR, ...WORKS_FOR]),
      urls: addressList,
      /** Says that pages need it: documentation of the service, or a report of what broke without. */
      source: z.string().check(z.regex(/^https:\/\/\S+$/)),
      date,
    }),
  ),
});
export type KeepWorkingFile = z.infer<typeof keepWorkingFile>;

export const reportedFile = z.strictObject({
  ...provenance,
  /** A host, or the beginning of an address; `*` stands for anything. */
  requests: z.record(
    z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/)),
    z.strictObject({
      /** Only for pages of these domains; separated by blanks. */
      on: z.optional(hostList),
      /** Where it was reported, below the repository of the source; separated by blanks. */
      seen: z.optional(z.string().check(z.regex(/^(issues|pull)\/\d+( (issues|pull)\/\d+)*$/))),
    }),
  ),
});
export type ReportedFile = z.infer<typeof reportedFile>;

export const ownerFile = z.strictObject({
  ...provenance,
  /** The domains of one owner, separated by blanks. */
  owners: z.array(hostList),
});
export type OwnerFile = z.infer<typeof ownerFile>;

/** Companies by what they do in a page, each with the page that shows it. */
export const companyFile = z.strictObject({
  ...provenance,
  companies: z.array(
    z.strictObject({ name: text, hosts: hostList, source: z.string().check(z.regex(/^https:\/\/\S+$/)) }),
  ),
});
export type CompanyFile = z.infer<typeof companyFile>;

const names = z.string().check(z.regex(/^([a-z0-9@.-]+( [a-z0-9@.-]+)*)?$/));

export const libraryFile = z.strictObject({
  ...provenance,
  libraries: z.array(
    z.strictObject({
      name: text,
      kind: z.enum(LIBRARY_KINDS),
      source: z.string().check(z.regex(/^https:\/\/\S+$/)),
      files: names,
      folders: names,
      calls: z.array(text),
    }),
  ),
});
export type LibraryFile = z.infer<typeof libraryFile>;

export const disposableFile = z.strictObject({
  ...provenance,
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  /** As `unpackDomains` reads them. */
  domains: z.string().check(z.regex(/^([A-Z][a-z0-9.~-]+)+$/)),
});
export type DisposableFile = z.infer<typeof disposableFile>;

export const nameFile = z.strictObject({
  ...provenance,
  /** Name of an owner → further domains of theirs, separated by blanks. */
  own: z.record(text, z.string().check(z.minLength(1))),
  /** Company → domains below which it shows or delivers the sites of others under their names, and where that is said. */
  relays: z.record(
    text,
    z.strictObject({ domains: hostList, source: z.string().check(z.regex(/^https:\/\/\S+$/)) }),
  ),
  /** Domains of names that nobody else has, separated by blanks. */
  alone: z.string().check(z.minLength(1)),
  /** Style → domain → the host to lead to, and further sign-in hosts. `appleid@apple.com`: another part is imitated. */
  names: z.record(
    z.enum(NAME_STYLES),
    z.record(
      z.string().check(z.regex(/^([a-z0-9-]+@)?[a-z0-9.-]+\.[a-z]{2,}$/)),
      z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+( [a-z0-9-]+(\.[a-z0-9-]+)+)*$/)),
    ),
  ),
});
export type NameFile = z.infer<typeof nameFile>;

/** Letters of the left side → characters that are taken for them. */
const letters = z.record(z.string().check(z.regex(/^[a-z0-9-]{1,3}$/)), z.string().check(z.minLength(1)));

export const confusableFile = z.strictObject({
  ...provenance,
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  same: letters,
  near: letters,
});
export type ConfusableFile = z.infer<typeof confusableFile>;
