import { useTexts } from '../texts.tsx';

const BLANKS = ['service', 'other', 'again'] as const;
const CHECKS = ['1', '2', '3', '4', '5', '6'] as const;

/** A printable sheet for a group; it contains no names. */
export function GroupPart({ onPrint }: { onPrint: () => void }) {
  const { t } = useTexts();
  return (
    <>
      <h1>{t('mail.group.title')}</h1>
      <p>{t('mail.group.intro')}</p>
      <p class="quiet">{t('mail.group.why')}</p>
      <section class="chapter sheet on-paper" aria-labelledby="sheet">
        <h2 id="sheet">{t('mail.group.paperTitle')}</h2>
        <dl class="blanks">
          {BLANKS.map((blank) => (
            <div key={blank}>
              <dt>{t(`mail.group.${blank}`)}</dt>
              <dd aria-hidden="true" />
            </div>
          ))}
        </dl>
        <ul class="boxes">
          {CHECKS.map((check) => (
            <li key={check}>{t(`mail.group.checks.${check}`)}</li>
          ))}
        </ul>
        <p>{t('mail.group.noNames')}</p>
      </section>
      <button type="button" class="button primary" data-action="print" onClick={onPrint}>
        {t('mail.print')}
      </button>
    </>
  );
}
