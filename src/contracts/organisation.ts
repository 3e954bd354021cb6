import {
  canHaveOwner,
  ORGANISATION_LIMITS,
  type OrganisationError,
  type OrganisationList,
} from '#core/email/organisation.ts';
import type { ProviderIndex } from '#core/email/provider.ts';
import { listOf, organisationFile } from './organisation-list.ts';

/*
 * The file an organisation gives its people; docs/organisation-list.md says how to write one.
 * It comes from anywhere: a stick, a mail, a policy. Nothing of it is believed before it was read here.
 */

const { bytes, depth } = ORGANISATION_LIMITS;

export type ReadOrganisation =
  | { readonly ok: true; readonly list: OrganisationList }
  /** In the order of the file. */
  | { readonly ok: false; readonly errors: readonly OrganisationError[] };

/** No more errors than a person mends at once. */
const MAX_ERRORS = 20;

/**
 * Reads an organisation's list.
 *
 * @param text - the file, of any size and kind
 * @param table - a list may choose a service of it, but not speak for it
 * @throws never
 */
export function readOrganisation(text: string, table: ProviderIndex): ReadOrganisation {
  const early = tooMuch(text);
  if (early) return refused([{ code: early, at: '' }]);
  try {
    return readValue(JSON.parse(text), table);
  } catch {
    return refused([{ code: 'not-json', at: '' }]);
  }
}

function readValue(value: unknown, table: ProviderIndex): ReadOrganisation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused([{ code: 'not-a-list', at: '' }]);
  }
  const parsed = organisationFile().safeParse(value);
  if (!parsed.success) return refused(parsed.error.issues.map((issue) => errorOf(issue, value)));
  const list = listOf(parsed.data);
  const errors = contradictions(list, table);
  return errors.length === 0 ? { ok: true, list } : refused(errors);
}

function refused(errors: readonly OrganisationError[]): ReadOrganisation {
  return { ok: false, errors: errors.slice(0, MAX_ERRORS) };
}

function tooMuch(text: string): 'too-big' | 'too-deep' | undefined {
  if (text.length > bytes || new TextEncoder().encode(text).length > bytes) return 'too-big';
  let level = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (mark === '[' || mark === '{') level++;
    else if (mark === ']' || mark === '}') level--;
    if (level > depth) return 'too-deep';
  }
  return undefined;
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function errorOf(issue: Issue, file: object): OrganisationError {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return { code: 'unknown-field', at: [...issue.path.map(String), issue.keys?.[0] ?? ''].join('.') };
  }
  if (at === 'format' && 'format' in file) return { code: 'other-format', at };
  if (issue.code === 'too_big' && Array.isArray(valueAt(file, issue.path))) return { code: 'too-many', at };
  return { code: valueAt(file, issue.path) === undefined ? 'missing' : 'wrong-value', at };
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    file,
  );
}

/** What each line allows, and the whole does not. */
function contradictions(list: OrganisationList, table: ProviderIndex): readonly OrganisationError[] {
  const seen = new Set<string>();
  const once = (key: string, at: string): readonly OrganisationError[] => {
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew ? [] : [{ code: 'named-twice', at }];
  };
  const chosen = list.chosen.flatMap((one, at) => [
    ...(table.byId(one) ? [] : [{ code: 'not-in-table' as const, at: `chosen.${at}` }]),
    ...once(`id ${one}`, `chosen.${at}`),
  ]);
  const own = list.providers.flatMap(({ domains, hosts }, provider) =>
    [
      ...domains.map((one, at) => ['domains', one, at] as const),
      ...hosts.map((one, at) => ['hosts', one, at] as const),
    ].flatMap(([field, one, index]): readonly OrganisationError[] => {
      const at = `providers.${provider}.${field}.${index}`;
      // A suffix is nobody's, and a list may not speak for a service that others know.
      if (!canHaveOwner(one)) return [{ code: 'wrong-value', at }];
      if (table.byHost(one) ?? table.byDomain(one)) return [{ code: 'in-table', at }];
      return once(`${field} ${one}`, at);
    }),
  );
  return [...chosen, ...own];
}
