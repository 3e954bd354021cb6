import type { CutShort } from '#contracts/messages.ts';
import { useTexts } from '../texts.tsx';

/** A tidy or session was interrupted when the browser ended. Settings are restored already. */
export function CutShortNotice({ what, onOpen }: { what: CutShort; onOpen: () => void }) {
  const { t } = useTexts();
  return (
    <section class="card notice" aria-labelledby="cut-short" data-cut-short={what}>
      <h2 id="cut-short">{t(what === 'tidy' ? 'cutShort.title' : 'cutShort.visitTitle')}</h2>
      <p>{t(what === 'tidy' ? 'cutShort.text' : 'cutShort.visitText')}</p>
      <button type="button" class="button" data-action="finish" onClick={onOpen}>
        {t(what === 'tidy' ? 'cutShort.open' : 'cutShort.visitOpen')}
      </button>
    </section>
  );
}
