import { TRACKER_KINDS } from '#core/blocking/trackers.ts';
import { NAME_STYLES } from '#core/page/look-alike.ts';
import { LIBRARY_KINDS } from '#core/page/open-library.ts';
import { host, id } from './organisation-list.ts';
import { z } from './zod.ts';

/*
 * Schemas of the lists in src/data. Checked by the build and by a test; at run time the extension trusts its
 * own files.
 */

/** As precise as the source: `2019`, `2019-04` or `2019-04-12`. */
export const date = z.string().check(z.regex(/^(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/));

/** Origin of a list. Lists of unknown origin are not shipped. */
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
  /** Company → what it does → its domains for that, separated by spaces. */
  owners: z.record(text, z.partialRecord(z.enum(TRACKER_KINDS), z.string().check(z.minLength(1)))),
});
export type TrackerFile = z.infer<typeof trackerFile>;

/** Domains of an entry of `owners`, after splitting. */
export const trackerDomains = z.array(host).check(z.minLength(1));

const hostList = z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+( [a-z0-9-]+(\.[a-z0-9-]+)+)*$/));

/** Hosts including subdomains, or URL prefixes on them; separated by spaces. */
const addressList = z
  .string()
  .check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?( [a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?)*$/));

/** Purposes that are never blocked, whatever a list says. */
export const ESSENTIAL_FOR = ['sign-in', 'payment', 'person-check', 'mail'] as const;

/** Purposes that are not blocked, except for parts of them that a list names. */
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
      /** Evidence that pages need it: documentation of the service, or a report of breakage. */
      source: z.string().check(z.regex(/^https:\/\/\S+$/)),
      date,
    }),
  ),
});
export type KeepWorkingFile = z.infer<typeof keepWorkingFile>;

export const reportedFile = z.strictObject({
  ...provenance,
  /** A host or URL prefix; `*` is a wildcard. */
  requests: z.record(
    z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/)),
    z.strictObject({
      /** Only on pages of these domains; separated by spaces. */
      on: z.optional(hostList),
      /** Reports, below the repository in `source`; separated by spaces. */
      seen: z.optional(z.string().check(z.regex(/^(issues|pull)\/\d+( (issues|pull)\/\d+)*$/))),
    }),
  ),
});
export type ReportedFile = z.infer<typeof reportedFile>;

export const ownerFile = z.strictObject({
  ...provenance,
  /** Domains of one owner, separated by spaces. */
  owners: z.array(hostList),
});
export type OwnerFile = z.infer<typeof ownerFile>;

/** Companies by purpose, each with a page as evidence. */
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
  /** In the format of `unpackDomains`. */
  domains: z.string().check(z.regex(/^([A-Z][a-z0-9.~-]+)+$/)),
});
export type DisposableFile = z.infer<typeof disposableFile>;

export const nameFile = z.strictObject({
  ...provenance,
  /** Owner → further domains, separated by spaces. */
  own: z.record(text, z.string().check(z.minLength(1))),
  /** Company → domains below which it proxies other sites, with the evidence. */
  relays: z.record(
    text,
    z.strictObject({ domains: hostList, source: z.string().check(z.regex(/^https:\/\/\S+$/)) }),
  ),
  /** Domains of names that nobody else uses, separated by spaces. */
  alone: z.string().check(z.minLength(1)),
  /** Style → domain → front page host, then sign-in hosts. `appleid@apple.com`: another label is imitated. */
  names: z.record(
    z.enum(NAME_STYLES),
    z.record(
      z.string().check(z.regex(/^([a-z0-9-]+@)?[a-z0-9.-]+\.[a-z]{2,}$/)),
      z.string().check(z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+( [a-z0-9-]+(\.[a-z0-9-]+)+)*$/)),
    ),
  ),
});
export type NameFile = z.infer<typeof nameFile>;

/** ASCII letters → characters that look like them. */
const letters = z.record(z.string().check(z.regex(/^[a-z0-9-]{1,3}$/)), z.string().check(z.minLength(1)));

export const confusableFile = z.strictObject({
  ...provenance,
  version: z.string().check(z.regex(/^\d+\.\d+\.\d+$/)),
  same: letters,
  near: letters,
});
export type ConfusableFile = z.infer<typeof confusableFile>;
