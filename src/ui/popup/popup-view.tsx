import { useState } from 'preact/hooks';
import type { Verdict } from '#core/page/verdict.ts';
import { Icon } from '../parts/icons.tsx';
import { type Translate, useTexts } from '../texts.tsx';
import { CleanUp } from './clean-up.tsx';
import { CutShortNotice } from './cut-short-notice.tsx';
import { type Fact, FactRow } from './fact-row.tsx';
import { MailAccountCard } from './mail-account-card.tsx';
import type { Opened, PageStatusModel, PopupActions, PopupModel } from './model.ts';
import { PageStatus } from './page-status.tsx';
import { PopupFrame } from './popup-frame.tsx';
import { PopupMenu } from './popup-menu.tsx';
import { remedyFor } from './remedy.ts';
import { ServiceCard } from './service-card.tsx';
import { isNearlyOver, TimeDetail, TimeNotice } from './time-detail.tsx';
import { isQuiet, TrackerDetail } from './tracker-detail.tsx';
import { WindowDetail } from './window-detail.tsx';

export function PopupView({ model, actions }: { model: PopupModel; actions: PopupActions }) {
  const { t } = useTexts();
  const { pageStatus, life } = model;
  const [opened, setOpened] = useState<Opened | undefined>(model.opened);
  const verdict = pageStatus.kind === 'seen' ? pageStatus.verdict : undefined;
  const isReady = pageStatus.kind === 'seen' && pageStatus.isScanned;
  const isWarning = verdict !== undefined && remedyFor(verdict) !== undefined;
  const account = model.mailAccount === 'none' ? undefined : model.mailAccount;
  const isMenu = opened === 'menu';
  const cleanUpLook = isWarning ? 'line' : life === 'not-started' ? 'second' : 'primary';
  return (
    <PopupFrame
      level={verdict?.level ?? 'L0'}
      state={isReady ? 'ready' : 'unknown'}
      life={life}
      account={account?.kind ?? (model.mailAccount && 'none')}
      screen="page"
      onHide={actions.hide}
      footer={
        !isMenu && (
          <>
            {life === 'not-started' && <StartOffer isLine={isWarning} onStart={actions.openStart} />}
            <CleanUp look={cleanUpLook} signedIn={model.signedIn} actions={actions} />
          </>
        )
      }
      corner={
        <button
          type="button"
          class="menu-button"
          aria-expanded={isMenu}
          data-action="menu"
          onClick={() => setOpened(isMenu ? undefined : 'menu')}
        >
          <Icon name={isMenu ? 'close' : 'menu'} />
          {t(isMenu ? 'menu.close' : 'menu.label')}
        </button>
      }
    >
      {isMenu && <PopupMenu onTime={life === 'started' ? () => setOpened('time') : undefined} />}
      <div class="stack" hidden={isMenu}>
        {model.cutShort && <CutShortNotice what={model.cutShort} onOpen={actions.openLeave} />}
        <PageStatus pageStatus={pageStatus} browser={model.browser} actions={actions} />
        {isNearlyOver(model.minutesLeft) && <TimeNotice />}
        {model.hasFailed && (
          <p class="message" role="status">
            {t('app.failed')}
          </p>
        )}
        {model.service && (
          <ServiceCard
            service={model.service}
            account={account}
            isWarned={isWarned(pageStatus)}
            letter={model.letter}
            onReadLetter={actions.readLetter}
          />
        )}
        {!model.service && account && <MailAccountCard account={account} />}
        <FactRow facts={factsOf(model, actions, t)} opened={opened} onOpen={setOpened} />
      </div>
    </PopupFrame>
  );
}

/** The warning above tells the verdict and its reasons; once is enough. */
function isWarned(pageStatus: PageStatusModel): boolean {
  return (
    pageStatus.kind === 'seen' &&
    pageStatus.verdict.findings.some(({ code }) => code === 'untrusted-email-provider')
  );
}

function StartOffer({ isLine, onStart }: { isLine: boolean; onStart: () => void }) {
  const { t } = useTexts();
  return (
    <section class="start-offer" aria-label={t('offer.start')}>
      {!isLine && <p>{t('offer.text')}</p>}
      <button
        type="button"
        class={isLine ? 'button wide' : 'button primary wide'}
        data-action="open-start"
        onClick={onStart}
      >
        {t('offer.start')}
      </button>
    </section>
  );
}

function factsOf(model: PopupModel, actions: PopupActions, t: Translate): readonly Fact<Opened>[] {
  const { pageStatus, life, minutesLeft } = model;
  const facts: Fact<Opened>[] = [];
  if (pageStatus.kind === 'seen') {
    facts.push({
      name: 'trackers',
      icon: 'trackers',
      text: trackersText(model, pageStatus.verdict, t),
      detail: (
        <TrackerDetail
          findings={pageStatus.verdict.findings.filter(isQuiet)}
          blocking={model.blocking}
          isTlsUnknown={pageStatus.isScanned && pageStatus.isTlsUnknown}
          browser={model.browser}
          actions={actions}
        />
      ),
    });
  }
  facts.push({
    name: 'window',
    icon: model.windowKind === 'private' ? 'private-window' : 'window',
    text: t(`window.names.${model.windowKind}`),
    detail: <WindowDetail model={model} actions={actions} />,
  });
  if (life === 'started') {
    facts.push({
      name: 'time',
      icon: 'clock',
      text: minutesLeft === undefined ? t('time.none') : t('time.left', { count: minutesLeft }),
      detail: <TimeDetail minutesLeft={minutesLeft} onPick={actions.pickLimit} />,
    });
  }
  if (life === 'own') {
    facts.push({
      name: 'computer',
      icon: 'computer',
      text: t('own.name'),
      detail: (
        <div class="stack">
          <p>{t('own.text')}</p>
          <a class="way-on" href="settings.html#own" target="_blank" rel="noreferrer">
            {t('menu.settings')}
          </a>
        </div>
      ),
    });
  }
  return facts;
}

/** Those that are known by name; what was blocked is counted apart from what was not. */
function trackersText({ blocking }: PopupModel, { findings }: Verdict, t: Translate): string {
  if (blocking?.isOn && blocking.isPaused) return t('watch.allowed');
  for (const { code, facts } of findings) {
    if (code !== 'trackers') continue;
    return facts.blockedCount > 0
      ? t('watch.factBlocked', { count: facts.blockedCount })
      : t('watch.factSeen', { count: facts.count });
  }
  return t(findings.some(isQuiet) ? 'watch.factSome' : 'watch.factNone');
}
