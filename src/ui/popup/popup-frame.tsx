import type { ComponentChildren } from 'preact';
import type { MailAccount } from '#core/mail/mail-account.ts';
import type { Level } from '#core/page/verdict.ts';
import { HelpLink } from '../parts/help-link.tsx';
import { TableIcon } from '../parts/icons.tsx';
import { useTexts } from '../texts.tsx';
import type { PopupModel } from './model.ts';

interface PopupFrameProps {
  readonly level: Level;
  /** `ready` only when the page itself was looked at; until then nothing counts as clear. */
  readonly state: 'unknown' | 'ready';
  readonly life: PopupModel['life'];
  readonly screen: 'start' | 'page';
  /** First in the popup, so that it is quickest to reach. */
  readonly onHide: () => void;
  /** Always in the same place, whatever stands above. */
  readonly footer?: ComponentChildren;
  /** Beside help, in the last line. */
  readonly corner: ComponentChildren;
  /** Whose account it may be; `none`: nobody's that is known. */
  readonly account?: MailAccount['kind'] | 'none' | undefined;
  readonly children: ComponentChildren;
}

export function PopupFrame(props: PopupFrameProps) {
  const { t } = useTexts();
  const { level, state, life, account, screen } = props;
  return (
    <div
      class={`popup popup-${screen}`}
      data-level={level}
      data-state={state}
      data-life={life}
      data-account={account}
    >
      <header class="popup-head">
        <TableIcon />
        <h1 class="app-name">{t('app.title')}</h1>
        <button
          type="button"
          class="button hide"
          data-action="hide"
          title={t('hide.explain')}
          onClick={props.onHide}
        >
          {t('hide.label')}
        </button>
      </header>
      <main class="popup-body">{props.children}</main>
      <footer class="popup-foot">
        {props.footer}
        <div class="popup-last">
          {props.corner}
          <HelpLink isInPopup />
        </div>
      </footer>
    </div>
  );
}
