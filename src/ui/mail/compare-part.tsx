import { NEEDS } from '#core/email/needs.ts';
import { PROVIDER_VERDICTS } from '#core/email/rule.ts';
import { ServiceVerdict } from '../parts/service-verdict.tsx';
import { regionName } from '../region.ts';
import { useTexts } from '../texts.tsx';
import {
  CELL_COLUMNS,
  type Cell,
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

/** Everything side by side, for those who teach others. */
export function ComparePart({ rows, state, onChange, onPrint }: ComparePartProps) {
  const { t, language } = useTexts();
  const shown = shownRows(rows, state, language);
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
                <ServiceVerdict verdict={row.verdict} isGroups={row.isGroups} />
              </td>
              <td>
                {row.country === undefined ? (
                  <NotKnown />
                ) : (
                  `${regionName(row.country.code, language)}${row.country.isGeneral ? ' *' : ''}`
                )}
              </td>
              {CELL_COLUMNS.map((column) => (
                <td key={column}>
                  <CellWord cell={row.cells[column]} />
                </td>
              ))}
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

function CellWord({ cell: { kind, isGeneral } }: { cell: Cell }) {
  const { t } = useTexts();
  if (kind === 'unknown') return <NotKnown />;
  return (
    <span data-cell={kind}>
      {t(`mail.compare.cells.${kind}`)}
      {isGeneral ? ' *' : ''}
    </span>
  );
}

function NotKnown() {
  const { t } = useTexts();
  return (
    <span data-cell="unknown">
      <span aria-hidden="true">{t('mail.compare.cells.unknown')}</span>
      <span class="unseen">{t('mail.compare.cells.unknownLabel')}</span>
    </span>
  );
}
