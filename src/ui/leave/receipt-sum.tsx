import { useTexts } from '../texts.tsx';
import { numberText } from './amounts.tsx';
import { type ReceiptSum, SUM_KINDS } from './tasks.ts';

/** Read from two metres: numbers, and one block for each thing. Shapes tell them apart, colours only help. */
export function ReceiptSumView({ sum }: { sum: ReceiptSum }) {
  const { t, language } = useTexts();
  const shown = SUM_KINDS.filter((kind) => sum[kind] > 0);
  const parts = shown.map((kind) => ({
    kind,
    number: numberText(sum[kind], language),
    words: t(`receipt.sum.${kind}`, { count: sum[kind] }),
  }));
  const list = new Intl.ListFormat(language, { type: 'unit', style: 'short' });
  return (
    <div class="sum">
      <div
        class="sum-picture"
        role="img"
        aria-label={list.format(parts.map(({ number, words }) => `${number} ${words}`))}
      >
        <div class="sum-numbers">
          {parts.map(({ kind, number, words }) => (
            <p key={kind} class="sum-part">
              <span class={`sum-block sum-${kind}`} />
              <b>{number}</b> <span>{words}</span>
            </p>
          ))}
        </div>
        <div class="sum-bar">
          {shown.flatMap((kind) =>
            Array.from({ length: sum[kind] }, (_, index) => (
              <span key={`${kind}${index}`} class={`sum-block sum-${kind}`} />
            )),
          )}
        </div>
      </div>
      {sum.requested > 0 && <p class="quiet">{t('receipt.requestedText')}</p>}
    </div>
  );
}
