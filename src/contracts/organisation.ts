import {
  contradictions,
  ORGANISATION_LIMITS,
  type OrganisationError,
  type OrganisationList,
} from '#core/mail/organisation.ts';
import type { ProviderIndex } from '#core/mail/provider.ts';
import type { NameIndex } from '#core/page/look-alike.ts';
import { listOf, organisationFile } from './organisation-list.ts';

/*
 * The list file of an organization; its format is in docs/organisation-list.md. It may come from anywhere and is
 * not trusted before it was validated here.
 */

const { bytes, depth } = ORGANISATION_LIMITS;

export type ReadOrganisation =
  | { readonly ok: true; readonly list: OrganisationList }
  /** In the order of the file. */
  | { readonly ok: false; readonly errors: readonly OrganisationError[] };

/** What a list must not contradict. */
interface Known {
  readonly table: ProviderIndex;
  readonly names: NameIndex;
}

/** As many as a person can fix at once. */
const MAX_ERRORS = 20;

/**
 * Validates an organization's list.
 *
 * @param text - content of any file
 * @throws never
 */
export function readOrganisation(text: string, known: Known): ReadOrganisation {
  const early = tooMuch(text);
  if (early) return refused([{ code: early, at: '' }]);
  try {
    return readValue(JSON.parse(text), known);
  } catch {
    return refused([{ code: 'not-json', at: '' }]);
  }
}

function readValue(value: unknown, known: Known): ReadOrganisation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused([{ code: 'not-a-list', at: '' }]);
  }
  const parsed = organisationFile().safeParse(value);
  if (!parsed.success) return refused(parsed.error.issues.map((issue) => errorOf(issue, value)));
  const list = listOf(parsed.data);
  const errors = contradictions(list, known);
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
