/**
 * Generates the shipped forms of the table of mail services: a compact one, one with all sources, and the warnings.
 *
 * Reads only `src/data`. The same input gives the same output.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type ProviderFile, providerFile, type SourceFile, sourceFile } from '../src/contracts/providers.ts';
import {
  type FactName,
  GENERAL,
  isDocumented,
  MAIL_ROLES,
  type Provider,
  type ProviderNotes,
  type SourceBook,
} from '../src/core/mail/provider.ts';
import { judgeProvider } from '../src/core/mail/rule.ts';
import type { ListedProvider, ProviderReason } from '../src/core/page/finding.ts';
import { ROOT, readJson } from './tools.ts';

const FOLDER = join(ROOT, 'src/data/providers');
const SOURCES = join(ROOT, 'src/data/provider-sources.json');

export interface Table {
  readonly files: readonly ProviderFile[];
  readonly book: SourceFile;
}

/** @throws with the name of the file and what is wrong in it */
export function readTable(): Table {
  const files = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => parsed(name, providerFile.safeParse(readJson(join(FOLDER, name)))));
  return { files, book: parsed('provider-sources.json', sourceFile.safeParse(readJson(SOURCES))) };
}

function parsed<Value>(
  name: string,
  result: {
    success: boolean;
    data?: Value;
    error?: { issues: readonly { path: PropertyKey[]; message: string }[] };
  },
): Value {
  if (result.success) return result.data as Value;
  const issues = (result.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${name}: ${issues.join('; ')}`);
}

/** Compact form for rule, chooser and comparison: codes with source keys and dates, no text. */
export function compileProviders({ files, book }: Table): readonly Provider[] {
  return files.map((file) => ({
    id: file.id,
    name: file.name,
    category: file.category,
    status: file.status,
    domains: Object.keys(file.domains).toSorted(),
    hosts: file.hosts.map(({ host, role, source, isPreloaded = false }) => ({
      host,
      role,
      source,
      isPreloaded,
    })),
    facts: Object.fromEntries(
      factsOf(file).map(([name, { value, source, date }]) => [name, { value, source, date }]),
    ) as Provider['facts'],
    incidents: (file.incidents ?? []).map(({ year, kind, source, date }) => ({ year, kind, source, date })),
    blockedIn: (file.blockedIn ?? []).map(({ country, source, date }) => ({ country, source, date })),
    recommendedBy: (file.recommendedBy ?? []).map(({ source, date, isRecommended }) => {
      const guide = book.sources[source]?.guide;
      return { source, date, isRecommended, ...(guide ? { guide } : {}) };
    }),
    reviewed: file.reviewed,
  }));
}

/** Form with the sources and notes. */
export function compileSourceBook({ files, book }: Table): SourceBook {
  return {
    sources: Object.fromEntries(
      Object.entries(book.sources).map(([key, { title, address, date }]) => [key, { title, address, date }]),
    ),
    providers: Object.fromEntries(files.map((file) => [file.id, notesOf(file, book)])),
    laws: book.laws,
  };
}

interface FiledFact {
  readonly value: unknown;
  readonly source: string;
  readonly date: string;
  readonly at?: string | undefined;
  readonly note?: string | undefined;
}

export function factsOf({ facts }: ProviderFile): readonly (readonly [FactName, FiledFact])[] {
  return Object.entries(facts) as [FactName, FiledFact][];
}

function notesOf(file: ProviderFile, book: SourceFile): ProviderNotes {
  const facts = factsOf(file);
  return {
    notes: Object.fromEntries(
      facts.flatMap(([name, { note }]) => (note === undefined ? [] : [[name, note]])),
    ),
    addresses: Object.fromEntries(
      facts.flatMap(([name, { source, at }]) =>
        at === undefined ? [] : [[name, addressOf({ source, at }, book)]],
      ),
    ),
    incidents: (file.incidents ?? []).map(({ note }) => note),
    criticisedBy: (file.criticisedBy ?? []).map(({ source, date, note }) => ({ source, date, note })),
    ...(file.note === undefined ? {} : { note: file.note }),
  };
}

export interface WarnedProvider extends ListedProvider {
  readonly id: string;
  readonly hosts: readonly string[];
}

/**
 * Services with the verdict "avoid" or "caution", as of the day the table was checked.
 *
 * A host known only from general knowledge causes no warning until somebody opened it. Neither does the sign-in of an
 * account that opens more than mail, nor a portal's front page: who reads the news there asked nothing about mail.
 */
export function compileWarned(table: Table): readonly WarnedProvider[] {
  return compileProviders(table).flatMap((provider, at): readonly WarnedProvider[] => {
    const addresses = addressesIn(table.files[at], table.book);
    const { verdict, reasons } = judgeProvider(provider, { today: table.book.retrieved });
    if (verdict !== 'avoid' && verdict !== 'caution') return [];
    const hosts = provider.hosts.filter((host) => isDocumented(host) && MAIL_ROLES.includes(host.role));
    return [
      {
        id: provider.id,
        name: provider.name,
        verdict,
        hosts: hosts.map(({ host }) => host).toSorted(),
        reasons: reasons.flatMap(({ code, source = GENERAL, date = '' }): readonly ProviderReason[] => [
          { code, source: addresses(source), date },
        ]),
      },
    ];
  });
}

/** Form for the background: verdict → hosts of each service, separated by spaces. */
export function compileWarnedHosts(
  providers: readonly WarnedProvider[],
): Readonly<Record<'avoid' | 'caution', readonly string[]>> {
  const hostsOf = (verdict: 'avoid' | 'caution') =>
    providers
      .filter((provider) => provider.verdict === verdict && provider.hosts.length > 0)
      .map(({ hosts }) => hosts.join(' '));
  return { avoid: hostsOf('avoid'), caution: hostsOf('caution') };
}

/** Look-up of the URL for a source of this file. */
function addressesIn(file: ProviderFile | undefined, book: SourceFile): (source: string) => string {
  const told = file ? [...factsOf(file).map(([, fact]) => fact), ...(file.incidents ?? [])] : [];
  return (source) => addressOf(told.find((one) => one.source === source) ?? { source }, book);
}

/** URL of a source, as precise as possible. */
function addressOf(
  told: { readonly source: string; readonly at?: string | undefined },
  { sources }: SourceFile,
): string {
  const source = sources[told.source];
  return told.at !== undefined && source?.root !== undefined
    ? source.root + told.at
    : (source?.address ?? '');
}
