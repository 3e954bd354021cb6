import { describe, expect, it } from 'vitest';
import type { Provider } from '#core/mail/provider.ts';
import { compareRows, FIRST_COMPARE, shownRows } from '#ui/mail/compare-rows.ts';
import { mailSamples } from '#ui/mail/samples.ts';

const { table } = mailSamples.compare ?? {};
if (typeof table !== 'object') throw new Error('the sample has no table');
const { providers, rows } = table;

function ids(change: Partial<typeof FIRST_COMPARE>, language: 'en' | 'ar' = 'en') {
  return shownRows(rows, { ...FIRST_COMPARE, ...change }, language).map(({ id }) => id);
}

describe('the rows of the table', () => {
  it('has one per service, sorted by name', () => {
    expect(ids({})).toEqual(['corner', 'harbour', 'island', 'market', 'portal']);
    expect(ids({ isDescending: true })).toEqual(['portal', 'market', 'island', 'harbour', 'corner']);
  });

  it('sorts by verdict, best first, and by facts with unknown ones last', () => {
    expect(ids({ sort: 'verdict' })).toEqual(['harbour', 'island', 'corner', 'market', 'portal']);
    expect(ids({ sort: 'locked' })).toEqual(['harbour', 'island', 'corner', 'market', 'portal']);
    expect(ids({ sort: 'country' })).toEqual(['island', 'corner', 'portal', 'harbour', 'market']);
  });

  it('keeps equal rows sorted by name', () => {
    const back = rows.toReversed();
    const state = { ...FIRST_COMPARE, sort: 'group' } as const;
    expect(shownRows(back, state, 'en').map(({ id }) => id)).toEqual(
      shownRows(rows, state, 'en').map(({ id }) => id),
    );
  });

  it('sorts countries by their translated names', () => {
    expect(ids({ sort: 'country' }, 'ar')).not.toEqual(ids({ sort: 'country' }, 'en'));
  });

  it('searches names and domains, case-insensitively', () => {
    expect(ids({ search: ' MARKET ' })).toEqual(['market']);
    expect(ids({ search: 'harbourmail.ex' })).toEqual(['harbour']);
    expect(ids({ search: 'nowhere' })).toEqual([]);
  });

  it('filters by verdict and by need', () => {
    expect(ids({ verdict: 'avoid' })).toEqual(['portal']);
    expect(ids({ need: 'blocked' })).toEqual(['harbour']);
    expect(ids({ need: 'blocked', verdict: 'avoid' })).toEqual([]);
  });

  it('distinguishes text messages from codes, and general knowledge from documents', () => {
    const cellsOf = (id: string) => rows.find((row) => row.id === id)?.cells;
    expect(cellsOf('harbour')?.second).toEqual({ kind: 'yes', isGeneral: false });
    expect(cellsOf('market')?.second).toEqual({ kind: 'weak', isGeneral: false });
    expect(cellsOf('portal')?.second).toEqual({ kind: 'no', isGeneral: false });
    expect(cellsOf('corner')?.second).toEqual({ kind: 'unknown', isGeneral: false });
    expect(cellsOf('island')?.locked).toEqual({ kind: 'no', isGeneral: true });
  });

  it('marks the organization’s choice, except with a documented warning', () => {
    const chosen = providers.map((provider): Provider => ({ ...provider, isGroups: true }));
    const marked = compareRows(chosen, '2026-11-24');
    expect(marked.find(({ id }) => id === 'corner')).toMatchObject({ isGroups: true, verdict: 'trusted' });
    expect(marked.find(({ id }) => id === 'portal')).toMatchObject({ isGroups: false, verdict: 'avoid' });
  });
});
