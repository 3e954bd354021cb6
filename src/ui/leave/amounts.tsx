import type { BeginChoice } from '#contracts/messages.ts';
import { numberLocale, type Texts, useTexts } from '../texts.tsx';
import type { LeaveModel } from './model.ts';

export type Amounts = BeginChoice['counts'];

const KINDS = ['pages', 'cookies', 'files'] as const;
const STEP_OF = { pages: 'history', cookies: 'cookies', files: 'files' } as const;

/** The browser lists no more than so many. */
const MANY = 10_000;

export function numberText(count: number, language: Texts['language']): string {
  const numbers = new Intl.NumberFormat(numberLocale(language));
  return count < MANY ? numbers.format(count) : `${numbers.format(MANY)}+`;
}

/** What goes, in the three numbers that everybody knows; `undefined` until something is counted. */
export function amountsOf(model: LeaveModel): Amounts | undefined {
  const { preview, keepFiles, begin } = model;
  if (!preview) return model.state.begins.find(({ id }) => id === begin)?.counts;
  const count = (id: string) => preview.find((step) => step.id === id)?.count;
  const files = count('files');
  return {
    pages: count('history'),
    cookies: count('cookies'),
    files: files === undefined ? undefined : Math.max(0, files - keepFiles.length),
  };
}

export function isCounted(amounts: Amounts): boolean {
  return KINDS.some((kind) => amounts[kind] !== undefined);
}

/** "38 pages, 61 cookies, 3 files": what cannot be counted is left out. */
export function AmountList({ amounts, isPreview = false }: { amounts: Amounts; isPreview?: boolean }) {
  const texts = useTexts();
  const counted = KINDS.flatMap((kind) => {
    const count = amounts[kind];
    return count === undefined ? [] : [{ kind, count, text: amountText(kind, count, texts) }];
  });
  const list = new Intl.ListFormat(texts.language, { type: 'unit', style: 'short' });
  let index = 0;
  return (
    <>
      {list.formatToParts(counted.map(({ text }) => text)).map(({ type, value }) => {
        if (type === 'literal') return value;
        const entry = counted[index++];
        return (
          <bdi
            key={entry?.kind}
            class="amount"
            {...(isPreview && entry && { 'data-preview': STEP_OF[entry.kind], 'data-count': entry.count })}
          >
            {value}
          </bdi>
        );
      })}
    </>
  );
}

export function amountText(kind: (typeof KINDS)[number], count: number, { t, language }: Texts): string {
  return t(`leave.amount.${kind}`, { count }).replace(String(count), numberText(count, language));
}
