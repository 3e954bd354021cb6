import { NEEDS } from '#core/mail/needs.ts';
import { PROVIDER_VERDICTS, type ProviderVerdict } from '#core/mail/rule.ts';
import { regionName } from '../region.ts';
import { type Translate, useTexts } from '../texts.tsx';
import {
  CELL_COLUMNS,
  CELLS,
  type CellKind,
  COLUMNS,
  type Column,
  type CompareRow,
  type CompareState,
  shownRows,
} from './compare-rows.ts';

interface ComparePartProps {
  readonly rows: readonly CompareRow[];
  readonly state: CompareState;
  readonly onChange: (change: Partial<CompareState>) => void;
  readonly onPrint: () => void;
}

/** The table of all services, for people who teach others. */
export function ComparePart({ rows, state, onChange, onPrint }: ComparePartProps) {
  const { t, language } = useTexts();
  const shown = shownRows(rows, state, language);
  const cellText = cellTexts(t);
  const verdictText = verdictTexts(t);
  return (
    <>
      <h1>{t('mail.compare.title')}</h1>
      <p class="quiet on-paper">{t('mail.compare.intro')}</p>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label class="filter">
          <span>{t('mail.compare.search')}</span>
          <input
            type="search"
            name="search"
            autocomplete="off"
            value={state.search}
            onInput={({ currentTarget }) => onChange({ search: currentTarget.value })}
          />
        </label>
        <label class="filter">
          <span>{t('mail.compare.verdict')}</span>
          <select
            name="verdict"
            onChange={({ currentTarget: { value } }) =>
              onChange({ verdict: PROVIDER_VERDICTS.find((verdict) => verdict === value) })
            }
          >
            <option value="">{t('mail.compare.all')}</option>
            {PROVIDER_VERDICTS.map((verdict) => (
              <option key={verdict} value={verdict} selected={verdict === state.verdict}>
                {t(`provider.words.${verdict}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="filter">
          <span>{t('mail.compare.need')}</span>
          <select
            name="need"
            onChange={({ currentTarget: { value } }) =>
              onChange({ need: NEEDS.find((need) => need === value) })
            }
          >
            <option value="">{t('mail.compare.any')}</option>
            {NEEDS.map((need) => (
              <option key={need} value={need} selected={need === state.need}>
                {t(`mail.needs.${need}`)}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="button" data-action="print" onClick={onPrint}>
          {t('mail.print')}
        </button>
      </form>
      <p class="quiet" role="status" data-count={shown.length}>
        {shown.length === 0 ? t('mail.compare.empty') : t('mail.compare.count', { count: shown.length })}
      </p>
      <table class="compare on-paper">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Heading key={column} column={column} state={state} onChange={onChange} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id} data-service={row.id} data-verdict={row.verdict}>
              <th scope="row">
                <a href={`#facts/${row.id}`}>
                  <bdi>{row.name}</bdi>
                </a>
              </th>
              <td>
                <span class={`verdict verdict-${row.verdict}`}>
                  {verdictText[row.isGroups ? 'group' : row.verdict]}
                </span>
              </td>
              <td data-cell={row.country === undefined ? 'unknown' : undefined}>
                {row.country === undefined
                  ? cellText.unknown
                  : withMark(regionName(row.country.code, language), row.country.isGeneral)}
              </td>
              {CELL_COLUMNS.map((column) => {
                const { kind, isGeneral } = row.cells[column];
                return (
                  <td key={column} data-cell={kind}>
                    {withMark(cellText[kind], isGeneral)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface HeadingProps extends Pick<ComparePartProps, 'state' | 'onChange'> {
  readonly column: Column;
}

function Heading({ column, state, onChange }: HeadingProps) {
  const { t } = useTexts();
  const isSorted = state.sort === column;
  return (
    <th scope="col" aria-sort={isSorted ? (state.isDescending ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        data-sort={column}
        onClick={() => onChange({ sort: column, isDescending: isSorted && !state.isDescending })}
      >
        {t(`mail.compare.columns.${column}`)}
      </button>
    </th>
  );
}

/** Looked up once: the table has more than a thousand cells, and a look-up costs more than a cell. */
function cellTexts(t: Translate): Readonly<Record<CellKind, string>> {
  return record(CELLS, (kind) => t(`mail.compare.cells.${kind}`));
}

function verdictTexts(t: Translate): Readonly<Record<ProviderVerdict | 'group', string>> {
  return record([...PROVIDER_VERDICTS, 'group'] as const, (verdict) => t(`provider.words.${verdict}`));
}

function record<Key extends string>(
  keys: readonly Key[],
  textOf: (key: Key) => string,
): Readonly<Record<Key, string>> {
  return Object.fromEntries(keys.map((key) => [key, textOf(key)])) as Record<Key, string>;
}

/** Appends the mark that the legend explains; the no-break space keeps it on the line. */
function withMark(text: string, isGeneral: boolean): string {
  return isGeneral ? `${text}\u00a0*` : text;
}
