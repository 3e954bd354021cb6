import type { CutShort } from '#contracts/messages.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useTexts } from '../texts.tsx';
import { ActionBar } from './action-bar.tsx';
import { amountsOf } from './amounts.tsx';
import { BeginQuestion } from './begin-question.tsx';
import { CountdownView } from './countdown-view.tsx';
import { GoodToKnow } from './good-to-know.tsx';
import { EarlierTabsStep, FilesStep, ScopeStep, SignOutStep } from './leave-steps.tsx';
import type { LeaveActions, LeaveModel } from './model.ts';
import { ReceiptView } from './receipt-view.tsx';
import { Removal } from './removal.tsx';
import { RunningView } from './running-view.tsx';

interface LeaveViewProps {
  readonly model: LeaveModel;
  readonly actions: LeaveActions;
}

export function LeaveView({ model, actions }: LeaveViewProps) {
  return (
    <PageFrame page="leave">{model.isOver ? <Over /> : <Stage model={model} actions={actions} />}</PageFrame>
  );
}

function Stage({ model, actions }: LeaveViewProps) {
  const { progress, countdown } = model.state;
  if (progress.stage === 'ready' && countdown && !model.isAsking) {
    return <CountdownView countdown={countdown} actions={actions} />;
  }
  switch (progress.stage) {
    case 'no-session':
      return <NoSession />;
    case 'cut-short':
      return <CutOff what={progress.what} model={model} actions={actions} />;
    case 'ready':
      return <Ready model={model} actions={actions} />;
    case 'running':
      return (
        <RunningView
          steps={progress.steps}
          outcomes={progress.outcomes}
          browser={model.state.browser}
          isLost={model.isLost}
          stepSeconds={model.stepSeconds}
        />
      );
    case 'finished':
      return <ReceiptView receipt={progress.receipt} model={model} actions={actions} />;
  }
}

function Ready({ model, actions }: LeaveViewProps) {
  const { t } = useTexts();
  const { begins, signOut, files, unsureTabs, minutesLeft } = model.state;
  return (
    <>
      <h1>{t('leave.title')}</h1>
      {minutesLeft !== undefined && (
        <p class="notice card" data-minutes={minutesLeft}>
          {t('time.left', { count: minutesLeft })}
        </p>
      )}
      <ol class="decisions">
        {begins.length > 0 && <BeginQuestion model={model} actions={actions} />}
        <SignOutStep entries={signOut} actions={actions} />
        <FilesStep files={files} keepFiles={model.keepFiles} actions={actions} />
        <EarlierTabsStep tabs={unsureTabs} closeTabs={model.closeTabs} actions={actions} />
        {begins.length === 0 && <ScopeStep model={model} actions={actions} />}
      </ol>
      <Removal model={model} actions={actions} />
      <GoodToKnow model={model} />
      <TidyBar model={model} actions={actions} />
    </>
  );
}

function TidyBar({ model, actions }: LeaveViewProps) {
  const { t } = useTexts();
  const files = amountsOf(model)?.files ?? 0;
  return (
    <ActionBar>
      <TidyButton model={model} onTidy={actions.tidy} label={t('leave.tidy')} />
      <p class="action-note">
        {t('leave.tidyText')} {files > 0 && <strong>{t('leave.forGood', { count: files })}</strong>}
      </p>
    </ActionBar>
  );
}

function CutOff({ what, model, actions }: LeaveViewProps & { what: CutShort }) {
  const { t } = useTexts();
  return (
    <>
      <h1>{t(what === 'tidy' ? 'leave.cutShortTitle' : 'leave.cutOffTitle')}</h1>
      <p>{t('leave.cutShortText')}</p>
      <p class="caution">{t('leave.scopeWarning')}</p>
      <ActionBar>
        <TidyButton model={model} onTidy={actions.tidy} label={t('leave.cutShortTidy')} />
        <button type="button" class="button big" data-action="leave-as-is" onClick={actions.leaveAsItIs}>
          {t('leave.cutShortLeave')}
        </button>
      </ActionBar>
    </>
  );
}

function TidyButton({ model, onTidy, label }: { model: LeaveModel; onTidy: () => void; label: string }) {
  const { t } = useTexts();
  return (
    <>
      <button
        type="button"
        class="button primary big"
        data-action="tidy"
        aria-disabled={model.isAsking}
        onClick={onTidy}
      >
        {model.isAsking && <span class="at-work" />}
        {model.isAsking ? t('leave.asking') : label}
      </button>
      <p class="message" role="status">
        {model.hasFailed ? t('leave.refused') : ''}
      </p>
    </>
  );
}

function NoSession() {
  const { t } = useTexts();
  return (
    <>
      <h1>{t('leave.noSession')}</h1>
      <p>{t('leave.noSessionText')}</p>
    </>
  );
}

function Over() {
  const { t } = useTexts();
  return (
    <div class="over" role="status">
      <h1>{t('receipt.end')}</h1>
      <p>{t('receipt.take')}</p>
    </div>
  );
}
