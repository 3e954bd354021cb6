/**
 * Reports what a person should review in the table of mail services: `npm run data:check [-- --today 2027-01-31]`.
 *
 * Reads only `src/data`, and changes nothing. With `--clones FOLDER` it also compares the dates of facts from files of
 * repositories with the history of these files.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { FactName, Provider } from '../src/core/mail/provider.ts';
import { isDocumented } from '../src/core/mail/provider.ts';
import { isOld, judgeProvider } from '../src/core/mail/rule.ts';
import { compileProviders, readTable, type Table } from './providers.ts';
import { checkDates } from './source-dates.ts';

export interface Complaint {
  /**
   * `old`: a reason for a verdict is older than 24 months. `contradiction`: two facts exclude each other.
   * `unsourced`: general knowledge that would affect the verdict. `unopened`: a host that nobody opened.
   */
  readonly kind: 'old' | 'contradiction' | 'unsourced' | 'unopened';
  readonly id: string;
  readonly text: string;
}

export function checkTable(table: Table, today: string): readonly Complaint[] {
  const isOwn = (source: string) => table.book.sources[source]?.own === true;
  return compileProviders(table).flatMap((provider): readonly Complaint[] => [
    ...unfoundedIn(provider, isOwn).map((text) => ({
      kind: 'contradiction' as const,
      id: provider.id,
      text,
    })),
    ...contradictionsOf(provider).map((text) => ({ kind: 'contradiction' as const, id: provider.id, text })),
    ...oldReasonsOf(provider, today).map((text) => ({ kind: 'old' as const, id: provider.id, text })),
    ...hearsayOf(provider, today).map((text) => ({ kind: 'unsourced' as const, id: provider.id, text })),
    ...provider.hosts
      .filter((host) => !isDocumented(host))
      .map(({ host }) => ({ kind: 'unopened' as const, id: provider.id, text: host })),
  ]);
}

/** Combinations that can only be mistakes. */
function contradictionsOf({ status, category, facts, hosts, incidents }: Provider): readonly string[] {
  const has = (name: FactName, value: unknown) => facts[name]?.value === value;
  const factors = facts.secondFactor?.value;
  const isClosed = incidents.some(({ kind }) => kind === 'closed');
  return [
    ...when('closed, without an incident that says when', status === 'closed' && !isClosed),
    ...when('of the category "closed", but active', category === 'closed' && status === 'active'),
    ...when(
      'needs a phone for a second factor that it does not have',
      factors?.length === 0 && has('secondFactorNeedsPhone', true),
    ),
    ...when(
      'has backup codes for a second factor that it does not have',
      factors?.length === 0 && has('backupCodes', true),
    ),
    ...when(
      'no onion address, but one among the hosts',
      has('onion', 'none') && hosts.some(({ role }) => role === 'onion'),
    ),
    ...when('paid only, and a free plan', has('payment', 'paid') && has('freePlan', true)),
    ...when(
      'reads no mail, and searches all of it',
      has('readsForAds', false) && incidents.some(({ kind, year }) => kind === 'bulk-scan' && year > 2020),
    ),
    ...when(
      'a public inbox with encryption',
      has('atRest', 'public-inbox') && facts.encryption !== undefined && !has('encryption', 'none'),
    ),
    ...when(
      'nobody needs to sign in, but sessions are listed',
      category === 'disposable' && has('sessionList', true),
    ),
    ...when('ends sessions that it does not list', has('sessionList', false) && has('endsSessions', true)),
  ];
}

/** A list without an entry is no proof that there is none: only the service itself can say that. */
function unfoundedIn({ facts }: Provider, isOwn: (source: string) => boolean): readonly string[] {
  const { secondFactor } = facts;
  const isNone = secondFactor?.value.length === 0 && isDocumented(secondFactor);
  return when('no second factor, by another word than its own', isNone && !isOwn(secondFactor.source));
}

function oldReasonsOf(provider: Provider, today: string): readonly string[] {
  const { verdict, reasons } = judgeProvider(provider, { today });
  return reasons
    .filter(({ date }) => date !== undefined && isOld(date, today))
    .map(({ code, source, date }) => `${verdict} for ${code} rests on ${source} of ${date}`);
}

/** General knowledge that would affect the verdict if it were documented. */
function hearsayOf(provider: Provider, today: string): readonly string[] {
  const facts = Object.entries(provider.facts).filter(([, fact]) => !isDocumented(fact));
  const { verdict } = judgeProvider(provider, { today });
  return facts.flatMap(([name, fact]) => {
    const known = { ...provider, facts: { ...provider.facts, [name]: { ...fact, source: 'read' } } };
    const then = judgeProvider(known, { today }).verdict;
    return then === verdict ? [] : [`${name} is general knowledge; documented, the verdict were ${then}`];
  });
}

function when(text: string, isSo: boolean): readonly string[] {
  return isSo ? [text] : [];
}

function print(): void {
  const { values: options } = parseArgs({
    options: { today: { type: 'string' }, clones: { type: 'string' } },
  });
  const table = readTable();
  const complaints = checkTable(table, options.today ?? new Date().toISOString().slice(0, 10));
  for (const { kind, id, text } of complaints)
    console.log(`${kind.toUpperCase().padEnd(14)}${id.padEnd(16)}${text}`);
  const count = (kind: Complaint['kind']) => complaints.filter((one) => one.kind === kind).length;
  console.log(
    `\n${count('contradiction')} contradictions, ${count('old')} old reasons, ${count('unsourced')} facts to document, ${count('unopened')} hosts to open`,
  );
  const dates = options.clones === undefined ? undefined : checkDates(table, options.clones);
  for (const { id, fact, stated, last } of dates?.wrong ?? []) {
    console.log(
      `DATE          ${id.padEnd(16)}${fact}: ${stated}, and the file last changed there on ${last}`,
    );
  }
  console.log(
    dates
      ? `${dates.wrong.length} wrong dates, ${dates.unchecked} without a clone at hand`
      : 'the dates of files in repositories were not compared: --clones FOLDER does',
  );
  process.exitCode = count('contradiction') > 0 || (dates?.wrong.length ?? 0) > 0 ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) print();
