import type { ComponentChildren } from 'preact';
import type { Level } from '#core/page/verdict.ts';
import { TableIcon } from '../parts/icons.tsx';
import { useTexts } from '../texts.tsx';

interface PopupFrameProps {
  readonly level: Level;
  /** `ready` only after the page was scanned; until then nothing counts as clear. */
  readonly state: 'unknown' | 'ready';
  readonly screen: 'arrival' | 'session';
  /** First in the tab order. */
  readonly onHide?: () => void;
  /** Always in the same place, whatever is above. */
  readonly footer?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function PopupFrame({ level, state, screen, onHide, footer, children }: PopupFrameProps) {
  const { t } = useTexts();
  return (
    <div class={`popup popup-${screen}`} data-level={level} data-state={state}>
      <header class="popup-head">
        <TableIcon />
        <h1 class="app-name">{t('app.title')}</h1>
        {onHide && (
          <button
            type="button"
            class="button hide"
            data-action="hide"
            title={t('hide.explain')}
            onClick={onHide}
          >
            {t('hide.label')}
          </button>
        )}
      </header>
      <main class="popup-body">{children}</main>
      <footer class="popup-foot">
        {footer}
        <nav class="links" aria-label={t('guide.title')}>
          {screen === 'session' && (
            <a href="settings.html" target="_blank" rel="noreferrer">
              {t('links.settings')}
            </a>
          )}
          <a href="guide.html#cannot" target="_blank" rel="noreferrer">
            {t('links.cannot')}
          </a>
          <a class="help-link" href="guide.html#help" target="_blank" rel="noreferrer">
            {t('links.help')}
          </a>
        </nav>
      </footer>
    </div>
  );
}
