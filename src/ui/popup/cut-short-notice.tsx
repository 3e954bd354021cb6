import { useTexts } from '../texts.tsx';

/** A tidy ended half-way, and the browser was closed since. */
export function CutShortNotice({ onOpen }: { onOpen: () => void }) {
  const { t } = useTexts();
  return (
    <section class="card notice" aria-labelledby="cut-short">
      <h2 id="cut-short">{t('cutShort.title')}</h2>
      <p>{t('cutShort.text')}</p>
      <button type="button" class="button" data-action="finish" onClick={onOpen}>
        {t('cutShort.open')}
      </button>
    </section>
  );
}
