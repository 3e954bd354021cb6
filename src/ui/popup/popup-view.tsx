import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { SettingOutcome } from '#core/session/hardening.ts';
import { HoldButton } from '../parts/hold-button.tsx';
import { HowToAllow } from '../parts/how-to-allow.tsx';
import { SettingList } from '../parts/setting-list.tsx';
import { useTexts } from '../texts.tsx';
import { BlockingCard } from './blocking-card.tsx';
import { CutShortNotice } from './cut-short-notice.tsx';
import type { PageStatusModel, PopupActions, PopupModel } from './model.ts';
import { PageStatus } from './page-status.tsx';
import { PopupFrame } from './popup-frame.tsx';
import { ServiceCard } from './service-card.tsx';
import { TimeCard } from './time-card.tsx';

export function PopupView({ model, actions }: { model: PopupModel; actions: PopupActions }) {
  const { t } = useTexts();
  const { pageStatus } = model;
  const isReady = pageStatus.kind === 'seen' && pageStatus.isScanned;
  return (
    <PopupFrame
      level={pageStatus.kind === 'seen' ? pageStatus.verdict.level : 'L0'}
      state={isReady ? 'ready' : 'unknown'}
      screen="session"
      onHide={actions.hide}
      footer={<TidyCard actions={actions} />}
    >
      {model.cutShort && <CutShortNotice what={model.cutShort} onOpen={actions.openLeave} />}
      <PageStatus pageStatus={pageStatus} browser={model.browser} actions={actions} />
      {isReady && pageStatus.isTlsUnknown && <TlsUnknownNote browser={model.browser} />}
      {model.service && (
        <ServiceCard
          service={model.service}
          isWarned={isWarned(pageStatus)}
          letter={model.letter}
          onReadLetter={actions.readLetter}
        />
      )}
      {pageStatus.kind === 'seen' && model.blocking && (
        <BlockingCard blocking={model.blocking} actions={actions} />
      )}
      {model.hasFailed && (
        <p class="message" role="status">
          {t('app.failed')}
        </p>
      )}
      {model.place === 'cafe' && <TimeCard minutesLeft={model.minutesLeft} onPick={actions.pickLimit} />}
      {model.place === 'cafe' && <WindowCard model={model} actions={actions} />}
      <SettingsCard settings={model.settings} />
      <a class="way-on" href="mail.html" target="_blank" rel="noreferrer">
        {t('links.mail')}
      </a>
    </PopupFrame>
  );
}

/** The warning already shows the verdict and its reasons. */
function isWarned(pageStatus: PageStatusModel): boolean {
  return (
    pageStatus.kind === 'seen' &&
    pageStatus.verdict.findings.some(({ code }) => code === 'untrusted-email-provider')
  );
}

/** Says what is not known, even if nothing was found. */
function TlsUnknownNote({ browser }: { browser: BrowserKind }) {
  const { t } = useTexts();
  return (
    <details class="fold" data-line="unknown">
      <summary>{t(`tls.${browser}.title`)}</summary>
      <p>{t(`tls.${browser}.text`)}</p>
    </details>
  );
}

function WindowCard({ model, actions }: { model: PopupModel; actions: PopupActions }) {
  const { t } = useTexts();
  if (model.windowKind === 'private') return <p class="quiet">{t('window.isPrivate')}</p>;
  return (
    <section class="card" aria-labelledby="window" data-window="normal">
      <h2 id="window">{t('window.title')}</h2>
      <p>{t('window.text')}</p>
      {model.isAllowedInPrivate ? (
        <button type="button" class="button" data-action="private" onClick={actions.openPrivate}>
          {t('window.open')}
        </button>
      ) : (
        <>
          <p>{t('window.notAllowed')}</p>
          <details>
            <summary>{t('allow.show')}</summary>
            <HowToAllow browser={model.browser} what="private" />
          </details>
        </>
      )}
      <p class="message" role="status">
        {model.hasPrivateFailed ? t('window.failed') : ''}
      </p>
    </section>
  );
}

function SettingsCard({ settings }: { settings: readonly SettingOutcome[] }) {
  const { t } = useTexts();
  if (settings.length === 0) return null;
  const changed = settings.filter(({ status }) => status === 'changed').length;
  const trouble = settings.filter(({ status }) => status === 'locked' || status === 'failed').length;
  return (
    <details class="fold">
      <summary>
        {changed > 0 ? t('settings.summary', { count: changed }) : t('settings.summaryNone')}
        {trouble > 0 && <span class="summary-note">{t('settings.trouble', { count: trouble })}</span>}
      </summary>
      <SettingList settings={settings} />
      <p class="quiet">{t('settings.changedNote')}</p>
    </details>
  );
}

function TidyCard({ actions }: { actions: PopupActions }) {
  const { t } = useTexts();
  return (
    <section class="tidy-card" aria-labelledby="tidy-question">
      <div class="tidy-row">
        <h2 id="tidy-question">{t('tidy.question')}</h2>
        <button type="button" class="button tidy" data-action="leave" onClick={actions.openLeave}>
          {t('tidy.open')}
        </button>
      </div>
      <HoldButton action="tidy-now" describedBy="tidy-how" onHeld={actions.tidyNow}>
        <span>{t('tidy.quick')}</span>
        <span class="hold-how">{t('tidy.quickHow')}</span>
      </HoldButton>
      <p id="tidy-how" class="unseen">
        {t('tidy.quickExplain')}
      </p>
    </section>
  );
}
