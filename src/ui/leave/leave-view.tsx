import type { CutShort, LeaveState, PreviewStep } from '#contracts/messages.ts';
import type { Scope, StepId } from '#core/tidy/plan.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useTexts } from '../texts.tsx';
import { CountdownView } from './countdown-view.tsx';
import {
  EarlierTabsStep,
  FilesStep,
  RememberStep,
  ScopeStep,
  SentUnencryptedStep,
  SignOutStep,
} from './leave-steps.tsx';
import { ReceiptView } from './receipt-view.tsx';
import { RunningView } from './running-view.tsx';

export interface LeaveModel {
  /** What the background last said. */
  readonly state: LeaveState;
  readonly scope: Scope;
  /** Ids of the files to keep. */
  readonly keepFiles: readonly number[];
  /** Ids of the tabs from before that are to close too. */
  readonly closeTabs: readonly number[];
  /** What would go; `undefined` until it is counted. */
  readonly preview: readonly PreviewStep[] | undefined;
  /** Kinds that the person wants to stay. */
  readonly leaveOut: readonly StepId[];
  /** The tidy was asked for and has not begun. */
  readonly isAsking: boolean;
  readonly hasFailed: boolean;
  /** The background does not answer for the moment. */
  readonly isLost: boolean;
  /** First letters of the accounts to look after later. Only here: the tidy forgets where they were. */
  readonly letters: readonly string[];
  /** Seconds that the step under way has taken so far. */
  readonly stepSeconds: number;
  /** The person asked for more time with the receipt. */
  readonly isExtended: boolean;
  /** The receipt had its time and is gone. */
  readonly isOver: boolean;
}

export interface LeaveActions {
  readonly openHost: (host: string) => void;
  readonly markSignedOut: (host: string, isDone: boolean) => void;
  readonly keepFile: (id: number, isKept: boolean) => void;
  readonly closeTab: (id: number, isClosed: boolean) => void;
  readonly pickScope: (scope: Scope) => void;
  readonly leaveOut: (id: StepId, isLeftOut: boolean) => void;
  readonly tidy: () => void;
  /** No tidy by itself. */
  readonly stillHere: () => void;
  /** Cut short, and to stay so. */
  readonly leaveAsItIs: () => void;
  readonly print: () => void;
  readonly showLonger: () => void;
  readonly finish: () => void;
}

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
          isLost={model.isLost}
          stepSeconds={model.stepSeconds}
        />
      );
    case 'finished':
      return (
        <ReceiptView
          receipt={progress.receipt}
          browser={model.state.browser}
          isExtended={model.isExtended}
          letters={model.letters}
          actions={actions}
        />
      );
  }
}

function Ready({ model, actions }: LeaveViewProps) {
  const { t } = useTexts();
  const { signOut, files, unsureTabs, minutesLeft } = model.state;
  return (
    <>
      <h1>{t('leave.title')}</h1>
      {minutesLeft !== undefined && (
        <p class="notice card" data-minutes={minutesLeft}>
          {t('time.left', { count: minutesLeft })}
        </p>
      )}
      <ol class="steps">
        <SignOutStep entries={signOut} actions={actions} />
        <FilesStep files={files} keepFiles={model.keepFiles} actions={actions} />
        <EarlierTabsStep tabs={unsureTabs} closeTabs={model.closeTabs} actions={actions} />
        <ScopeStep model={model} actions={actions} />
        <SentUnencryptedStep entries={model.state.sentUnencrypted} />
        <RememberStep hosts={signOut.filter(({ isGuess }) => !isGuess).map(({ host }) => host)} />
        <li class="step">
          <h2>{t('leave.tidyTitle')}</h2>
          <p>{t('leave.tidyText')}</p>
          <TidyButton model={model} onTidy={actions.tidy} label={t('leave.tidy')} />
        </li>
      </ol>
    </>
  );
}

function CutOff({ what, model, actions }: LeaveViewProps & { what: CutShort }) {
  const { t } = useTexts();
  return (
    <>
      <h1>{t(what === 'tidy' ? 'leave.cutShortTitle' : 'leave.cutOffTitle')}</h1>
      <p>{t('leave.cutShortText')}</p>
      <p class="caution">{t('leave.scopeWarning')}</p>
      <div class="row">
        <TidyButton model={model} onTidy={actions.tidy} label={t('leave.cutShortTidy')} />
        <button type="button" class="button big" data-action="leave-as-is" onClick={actions.leaveAsItIs}>
          {t('leave.cutShortLeave')}
        </button>
      </div>
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
        {model.isAsking ? t('app.wait') : label}
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
