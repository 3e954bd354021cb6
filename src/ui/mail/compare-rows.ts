import { fitOf, NEEDS, type Need } from '#core/mail/needs.ts';
import { type Fact, isDocumented, type Provider } from '#core/mail/provider.ts';
import { judgeProvider, PROVIDER_VERDICTS, type ProviderVerdict } from '#core/mail/rule.ts';
import type { Language } from '#core/session/session.ts';
import { isGroupsChoice } from '../parts/service-verdict.tsx';
import { regionName } from '../region.ts';

/** Values of a cell, most desirable first; `unknown`: undocumented. */
export const CELLS = [
  ...(['yes', 'on', 'paid', 'partly', 'own', 'sometimes', 'weak', 'no', 'open', 'unknown'] as const),
] as const;
export type CellKind = (typeof CELLS)[number];

export interface Cell {
  readonly kind: CellKind;
  /** General knowledge, without a document. */
  readonly isGeneral: boolean;
}

/** Columns with one of these values. */
export const CELL_COLUMNS = ['phone', 'second', 'locked', 'group', 'tor', 'programs', 'free'] as const;
export type CellColumn = (typeof CELL_COLUMNS)[number];

export const COLUMNS = ['name', 'verdict', 'country', ...CELL_COLUMNS] as const;
export type Column = (typeof COLUMNS)[number];

export interface CompareRow {
  readonly id: string;
  readonly name: string;
  readonly verdict: ProviderVerdict;
  /** Chosen by the person's organization, and without a documented warning. */
  readonly isGroups: boolean;
  /** ISO 3166 code. */
  readonly country: { readonly code: string; readonly isGeneral: boolean } | undefined;
  readonly cells: { readonly [C in CellColumn]: Cell };
  readonly fits: ReadonlySet<Need>;
  /** Lower-case text for the search. */
  readonly words: string;
}

export interface CompareState {
  readonly search: string;
  readonly verdict: ProviderVerdict | undefined;
  readonly need: Need | undefined;
  readonly sort: Column;
  readonly isDescending: boolean;
}

export const FIRST_COMPARE: CompareState = {
  search: '',
  verdict: undefined,
  need: undefined,
  sort: 'name',
  isDescending: false,
};

export function compareRows(providers: readonly Provider[], today: string): readonly CompareRow[] {
  return providers.map((provider) => {
    const { id, name, domains, facts } = provider;
    const { verdict, reasons } = judgeProvider(provider, { today });
    return {
      id,
      name,
      verdict,
      isGroups: isGroupsChoice(reasons),
      country: facts.country && { code: facts.country.value, isGeneral: !isDocumented(facts.country) },
      cells: {
        phone: cell(facts.signUpPhone, (value) => value),
        second: cell(facts.secondFactor, secondKind),
        locked: cell(facts.atRest, (value) => LOCKED[value]),
        group: cell(facts.encryption, (value) => (value === 'none' ? 'no' : 'yes')),
        tor: cell(facts.onion, (value) => TOR[value]),
        programs: cell(facts.mailPrograms, (value) => PROGRAMS[value]),
        free: cell(facts.freePlan, (value) => (value ? 'yes' : 'no')),
      },
      fits: new Set(NEEDS.filter((need) => fitOf(provider, need).fits === 'yes')),
      words: [name, id, ...domains].join(' ').toLowerCase(),
    };
  });
}

const LOCKED = {
  'user-key': 'yes',
  'user-key-optional': 'on',
  'provider-key': 'no',
  'disk-encryption': 'no',
  'public-inbox': 'open',
} as const;
const TOR = { webmail: 'yes', only: 'yes', 'mail-programs': 'partly', site: 'partly', none: 'no' } as const;
const PROGRAMS = { yes: 'yes', 'must-enable': 'on', paid: 'paid', pop: 'partly', no: 'no' } as const;

function cell<Value>(fact: Fact<Value> | undefined, kindOf: (value: Value) => CellKind): Cell {
  if (!fact) return { kind: 'unknown', isGeneral: false };
  return { kind: kindOf(fact.value), isGeneral: !isDocumented(fact) };
}

/** Readable by the phone company, or by whoever has access to the other mailbox. */
const WEAK: ReadonlySet<string> = new Set(['sms', 'call', 'email']);

function secondKind(factors: readonly string[]): CellKind {
  if (factors.length === 0) return 'no';
  if (factors.includes('code') || factors.includes('key')) return 'yes';
  return factors.every((factor) => WEAK.has(factor)) ? 'weak' : 'own';
}

/** Filters and sorts the rows; equal rows stay sorted by name. */
export function shownRows(
  rows: readonly CompareRow[],
  { search, verdict, need, sort, isDescending }: CompareState,
  language: Language,
): readonly CompareRow[] {
  const wanted = search.trim().toLowerCase();
  const { compare } = new Intl.Collator(language);
  const byName = (a: CompareRow, b: CompareRow) => compare(a.name, b.name);
  const by = orderOf(sort, compare, language);
  const turn = isDescending ? -1 : 1;
  return rows
    .filter(
      (row) =>
        row.words.includes(wanted) &&
        (verdict === undefined || row.verdict === verdict) &&
        (need === undefined || row.fits.has(need)),
    )
    .toSorted((a, b) => turn * by(a, b) || byName(a, b));
}

type Order = (a: CompareRow, b: CompareRow) => number;

function orderOf(sort: Column, compare: (a: string, b: string) => number, language: Language): Order {
  if (sort === 'name') return (a, b) => compare(a.name, b.name);
  if (sort === 'verdict') {
    return (a, b) => PROVIDER_VERDICTS.indexOf(a.verdict) - PROVIDER_VERDICTS.indexOf(b.verdict);
  }
  if (sort === 'country') return (a, b) => compare(countryOf(a, language), countryOf(b, language));
  return (a, b) => CELLS.indexOf(a.cells[sort].kind) - CELLS.indexOf(b.cells[sort].kind);
}

/** Sorts unknown values last. */
const LAST = '\uffff';

function countryOf({ country }: CompareRow, language: Language): string {
  return country ? regionName(country.code, language) : LAST;
}
