import { describe, expect, it } from 'vitest';
import type { ProviderFile } from '#contracts/providers.ts';
import { checkTable } from '../../scripts/check-table.ts';
import { readTable } from '../../scripts/providers.ts';

const table = readTable();
const [proton] = table.files.filter(({ id }) => id === 'proton');
const told = { source: 'pg', date: '2026-03-03' };
/** A service's own page. */
const own = { source: 'w-interia-2fa', date: '2026-12-01' };

function complaints(change: Partial<ProviderFile>, today = '2026-11-24'): readonly string[] {
  if (!proton) throw new Error('no file to change');
  return checkTable({ ...table, files: [{ ...proton, ...change }] }, today).map(
    ({ kind, text }) => `${kind}: ${text}`,
  );
}

describe('checkTable', () => {
  it('finds no contradiction in the table', () => {
    expect(checkTable(table, table.book.retrieved).filter(({ kind }) => kind === 'contradiction')).toEqual(
      [],
    );
  });

  it('reports nothing for a service in order', () => {
    expect(complaints({})).toEqual([]);
  });

  it('reports hosts that nobody opened', () => {
    const [first] = proton?.hosts ?? [];
    const hosts = first ? [{ ...first, source: 'general' }] : [];
    expect(complaints({ hosts })).toEqual([`unopened: ${first?.host}`]);
  });

  it('reports old reasons', () => {
    expect(complaints({}, '2029-01-01')).toContain('old: acceptable for B3 rests on pg of 2025-02-13');
  });

  it('reports general knowledge that would change the verdict', () => {
    const facts = {
      ...proton?.facts,
      operator: { value: 'Proton AG', source: 'general', date: '2026-11-21' },
    };
    expect(complaints({ facts })).toContain(
      'unsourced: operator is general knowledge; documented, the verdict were trusted',
    );
  });

  it.each([
    ['a closed service without a date', { status: 'closed' as const }],
    [
      'sessions that are not listed',
      { facts: { sessionList: { value: false, ...told }, endsSessions: { value: true, ...told } } },
    ],
    [
      'codes for nothing',
      { facts: { secondFactor: { value: [], ...own }, backupCodes: { value: true, ...told } } },
    ],
    ['an onion address that is none', { facts: { onion: { value: 'none' as const, ...told } } }],
    ['no second factor, by a list without an entry', { facts: { secondFactor: { value: [], ...told } } }],
  ])('reports %s', (_, change) => {
    expect(complaints(change).filter((text) => text.startsWith('contradiction'))).toHaveLength(1);
  });
});
