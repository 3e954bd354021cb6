import type { BrowserKind } from '#core/session/browser-kind.ts';
import { touchesOthers } from '#core/tidy/plan.ts';
import type { Receipt, StepOutcome } from '#core/tidy/receipt.ts';
import { byHandText, statusText } from '../step-text.ts';
import { type Translate, useTexts } from '../texts.tsx';
import { LaterCard, PaperList } from './later-card.tsx';
import type { LeaveActions } from './model.ts';

interface ReceiptViewProps {
  readonly receipt: Receipt;
  readonly browser: BrowserKind;
  readonly isExtended: boolean;
  readonly letters: readonly string[];
  readonly actions: Pick<LeaveActions, 'showLonger' | 'finish' | 'print'>;
}

/** The receipt: what is left first, then what only a person can do, then the rest. */
export function ReceiptView({ receipt, browser, isExtended, letters, actions }: ReceiptViewProps) {
  const { t } = useTexts();
  const { outcomes, isComplete } = receipt;
  const still = outcomes.filter(({ status }) => status === 'left' || status === 'failed');
  const byHand = outcomes.filter(({ status, isChosen }) => status === 'cannot' && !isChosen);
  const chosen = outcomes.filter(({ isChosen }) => isChosen);
  const rest = outcomes.filter(({ status }) => status === 'done' || status === 'unverified');
  return (
    <article class="receipt" data-receipt={isComplete ? 'complete' : 'incomplete'}>
      <div role="status">
        <h1>{t(isComplete ? 'receipt.complete' : 'receipt.incomplete')}</h1>
        <p>{t(isComplete ? 'receipt.completeText' : 'receipt.incompleteText')}</p>
        {receipt.wasInterrupted && <p>{t('receipt.interrupted')}</p>}
        {!receipt.hasTrueDates && <p data-clock="changed">{t('receipt.clock')}</p>}
        {receipt.late > 0 && <p data-late={receipt.late}>{t('receipt.late', { count: receipt.late })}</p>}
      </div>
      <div class="row">
        <button type="button" class="button primary" data-action="finish" onClick={actions.finish}>
          {t('receipt.hide')}
        </button>
        <button type="button" class="button" data-action="longer" onClick={actions.showLonger}>
          {t('receipt.longer')}
        </button>
        <span class="quiet" role="status">
          {t(isExtended ? 'receipt.extended' : 'receipt.timer')}
        </span>
      </div>
      <PaperList />
      <div class="columns">
        <div>
          <LaterCard letters={letters} actions={actions} />
          <OutcomeList title={t('receipt.leftTitle')} kind="still" outcomes={still} browser={browser} />
          <OutcomeList title={t('receipt.todoTitle')} kind="by-hand" outcomes={byHand} browser={browser} />
          <section class="plain-list">
            <h2>{t('receipt.beforeTitle')}</h2>
            <ul>
              <li>{t('receipt.take')}</li>
              <li>{t('receipt.change')}</li>
              <li>{t('receipt.restart')}</li>
            </ul>
          </section>
          <section class="plain-list">
            <h2>{t('receipt.staysTitle')}</h2>
            <ul>
              <li>{t('receipt.stays1')}</li>
              <li>{t('receipt.stays2')}</li>
              <li>{t('receipt.stays3')}</li>
              <li>{t('receipt.stays4')}</li>
            </ul>
          </section>
        </div>
        <div>
          <OutcomeList title={t('receipt.chosenTitle')} kind="chosen" outcomes={chosen} browser={browser} />
          <OutcomeList title={t('receipt.doneTitle')} kind="rest" outcomes={rest} browser={browser} />
        </div>
      </div>
    </article>
  );
}

interface OutcomeListProps {
  readonly title: string;
  readonly kind: 'still' | 'by-hand' | 'chosen' | 'rest';
  readonly outcomes: readonly StepOutcome[];
  readonly browser: BrowserKind;
}

function OutcomeList({ title, kind, outcomes, browser }: OutcomeListProps) {
  const { t } = useTexts();
  if (outcomes.length === 0) return null;
  return (
    <section class={`outcome-group outcome-${kind}`}>
      <h2>{title}</h2>
      {kind === 'by-hand' && <p>{t('receipt.todoIntro')}</p>}
      <ul class="outcomes">
        {outcomes.map((outcome) => (
          <OutcomeRow key={outcome.id} outcome={outcome} browser={browser} />
        ))}
      </ul>
    </section>
  );
}

interface OutcomeRowProps {
  readonly outcome: StepOutcome;
  readonly browser: BrowserKind;
}

function OutcomeRow({ outcome, browser }: OutcomeRowProps) {
  const { t } = useTexts();
  const { id, status, left, method, isChosen, names } = outcome;
  return (
    <li data-step={id} data-status={status} data-left={left ?? ''} data-chosen={isChosen}>
      <span class="outcome-name">{t(`steps.${id}`)}</span>
      <span class="outcome-status">
        {status === 'cannot' && !isChosen ? toDo(outcome, browser, t) : statusText(outcome, t)}
      </span>
      {names && <Names id={id} status={status} names={names} />}
      {method === 'hosts' && !isChosen && <span class="outcome-note">{t('receipt.hosts')}</span>}
      {method === 'all' && touchesOthers(outcome) && !isChosen && (
        <span class="outcome-note">{t('receipt.all')}</span>
      )}
    </li>
  );
}

function toDo({ id, names }: StepOutcome, browser: BrowserKind, t: Translate): string {
  return names ? t('receipt.named.files') : byHandText(browser, id, t);
}

/** Names are shown only while this page is open. */
function Names({ id, status, names = [] }: Pick<StepOutcome, 'id' | 'status' | 'names'>) {
  const { t } = useTexts();
  return (
    <span class="outcome-note">
      {status === 'left' && t(id === 'files' ? 'receipt.named.files' : 'receipt.named.tabs')}
      {names.map((name) => (
        <bdi key={name} class="outcome-item" dir="auto">
          {name}
        </bdi>
      ))}
    </span>
  );
}
