import { HowToAllow } from '../parts/how-to-allow.tsx';
import { useTexts } from '../texts.tsx';
import type { PopupActions, PopupModel } from './model.ts';

/** What the kind of window hides, and from whom. */
export function WindowDetail({ model, actions }: { model: PopupModel; actions: PopupActions }) {
  const { t } = useTexts();
  if (model.windowKind === 'private') return <p>{t('window.isPrivate')}</p>;
  return (
    <div class="stack" data-window="normal">
      <p>{t('window.text')}</p>
      {model.isAllowedInPrivate ? (
        <button type="button" class="button" data-action="private" onClick={actions.openPrivate}>
          {t('window.open')}
        </button>
      ) : (
        <>
          <p>{t('window.notAllowed')}</p>
          <details class="fold">
            <summary>{t('allow.show')}</summary>
            <HowToAllow browser={model.browser} what="private" />
          </details>
        </>
      )}
      <p class="message" role="status">
        {model.hasPrivateFailed ? t('window.failed') : ''}
      </p>
    </div>
  );
}
