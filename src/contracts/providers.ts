import {
  AT_REST,
  CATEGORIES,
  ENCRYPTIONS,
  HOST_ROLES,
  INCIDENT_KINDS,
  LAWFUL_ACCESS,
  LOGS,
  PAYMENTS,
  SECOND_FACTORS,
  SERVICE_STATUSES,
  SIGN_UP_ASKS,
} from '#core/mail/provider.ts';
import { date, provenance } from './lists.ts';
import { host, id } from './organisation-list.ts';
import { z } from './zod.ts';

/*
 * Schema of the table of mail services: one file per service, one for all sources. Checked by the build and by
 * tests; at run time the extension trusts what was generated from it.
 */

const country = z.string().check(z.regex(/^[A-Z]{2}$/));
/** Key of a source, or `general`. */
const source = id;
const note = z.string().check(z.minLength(1), z.maxLength(500));

/** Where a fact was read: `at` is the file if the source is a folder of files. */
const told = { source, date, at: z.optional(z.string().check(z.regex(/^[\w.@-]+(\/[\w.@-]+)*$/))) };

function fact<Value extends z.ZodMiniType>(value: Value) {
  return z.optional(z.strictObject({ value, ...told, note: z.optional(note) }));
}

const yesNo = fact(z.boolean());
const openness = fact(z.enum(['yes', 'no', 'partly']));
const page = fact(z.string().check(z.regex(/^https:\/\/\S+$/)));
const name = z.string().check(z.minLength(1), z.maxLength(80));

const facts = z.strictObject({
  country: fact(country),
  operator: fact(name),
  payment: fact(z.enum(PAYMENTS)),
  readsForAds: yesNo,
  stateControl: yesNo,
  lawfulAccess: fact(z.enum(LAWFUL_ACCESS)),
  censors: yesNo,
  dangerousToUse: yesNo,
  atRest: fact(z.enum(AT_REST)),
  encryption: fact(z.enum(ENCRYPTIONS)),
  secondFactor: fact(z.array(z.enum(SECOND_FACTORS))),
  secondFactorNeedsPhone: yesNo,
  passkey: fact(z.enum(['second', 'only'])),
  signUpPhone: fact(z.enum(['yes', 'no', 'sometimes'])),
  signUpAsks: fact(z.array(z.enum(SIGN_UP_ASKS))),
  signUpOverTor: fact(z.enum(['works', 'hard', 'blocked'])),
  onion: fact(z.enum(['webmail', 'mail-programs', 'site', 'only', 'none'])),
  onionBetweenServers: yesNo,
  openClient: openness,
  openServer: openness,
  tlsBetween: fact(z.enum(['enforced', 'tried'])),
  mailPrograms: fact(z.enum(['yes', 'must-enable', 'paid', 'pop', 'no'])),
  plainMailPrograms: fact(z.enum(['plain', 'unchecked', 'starttls'])),
  transparencyReport: yesNo,
  audit: fact(z.enum(['published', 'claimed', 'none'])),
  hidesIp: yesNo,
  logs: fact(z.enum(LOGS)),
  anonymousPayment: yesNo,
  freePlan: yesNo,
  expiresAfterMonths: fact(z.int().check(z.gte(1), z.lte(120))),
  mailvelope: yesNo,
  deltaChat: fact(z.enum(['works', 'must-enable', 'no'])),
  sessionList: yesNo,
  endsSessions: yesNo,
  sessionPage: page,
  secondFactorPage: page,
  backupCodes: yesNo,
});

export const providerFile = z.strictObject({
  id,
  name,
  category: z.enum(CATEGORIES),
  status: z.enum(SERVICE_STATUSES),
  reviewed: date,
  /** Domain → keys of the sources that name it, separated by spaces. */
  domains: z.record(host, z.string().check(z.regex(/^[a-z0-9-]+( [a-z0-9-]+)*$/))),
  hosts: z.array(
    z.strictObject({
      host: z.union([host, z.string().check(z.regex(/^[a-z2-7]{56}\.onion$/))]),
      role: z.enum(HOST_ROLES),
      source,
      date,
      isPreloaded: z.optional(z.boolean()),
    }),
  ),
  facts,
  incidents: z.optional(
    z.array(
      z.strictObject({ year: z.int().check(z.gte(1990)), kind: z.enum(INCIDENT_KINDS), ...told, note }),
    ),
  ),
  blockedIn: z.optional(z.array(z.strictObject({ country, since: z.optional(date), ...told }))),
  recommendedBy: z.optional(z.array(z.strictObject({ ...told, isRecommended: z.boolean(), note }))),
  criticisedBy: z.optional(z.array(z.strictObject({ ...told, note }))),
  note: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
});
export type ProviderFile = z.infer<typeof providerFile>;

export const sourceFile = z.strictObject({
  ...provenance,
  rule: z.literal(2),
  sources: z.record(
    id,
    z.strictObject({
      title: z.string().check(z.minLength(1), z.maxLength(200)),
      address: z.string().check(z.regex(/^https?:\/\/\S+$/)),
      date,
      /** Base URL for `at`. */
      root: z.optional(z.string().check(z.regex(/^https:\/\/\S+\/$/))),
      licence: z.optional(z.string()),
      guide: z.optional(z.enum(['rights', 'privacy'])),
      /** The service's own word; only that can say that something does not exist. */
      own: z.optional(z.literal(true)),
    }),
  ),
  /** Country → documented facts about its law. */
  laws: z.record(country, z.array(z.strictObject({ source, date, note }))),
});
export type SourceFile = z.infer<typeof sourceFile>;
