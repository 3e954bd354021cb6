import type { Receipt } from '#core/tidy/receipt.ts';
import { useTexts } from '../texts.tsx';
import { ActionBar } from './action-bar.tsx';
import { LaterCard, PaperList } from './later-card.tsx';
import type { LeaveActions, LeaveModel } from './model.ts';
import { OutcomeList } from './outcome-row.tsx';
import { ReceiptSumView } from './receipt-sum.tsx';
import { ReceiptTasks } from './receipt-tasks.tsx';
import { sumOf } from './tasks.ts';

interface ReceiptViewProps {
  readonly receipt: Receipt;
  readonly model: LeaveModel;
  readonly actions: Pick<LeaveActions, 'showLonger' | 'finish' | 'print' | 'markTask'>;
}

/** What came of the tidy: the sum, what is still here, what only a person can do, then the log. */
export function ReceiptView({ receipt, model, actions }: ReceiptViewProps) {
  const { t } = useTexts();
  const { outcomes, isComplete } = receipt;
  const still = outcomes.filter(({ status }) => status === 'left' || status === 'failed');
  const chosen = outcomes.filter(({ isChosen }) => isChosen);
  const rest = outcomes.filter(({ status }) => status === 'done' || status === 'unverified');
  return (
    <article class="receipt" data-receipt={isComplete ? 'complete' : 'incomplete'}>
      <div role="status" class="receipt-head">
        <h1>{t(isComplete ? 'receipt.complete' : 'receipt.incomplete')}</h1>
        <p>{t(isComplete ? 'receipt.completeText' : 'receipt.incompleteText')}</p>
        {receipt.wasInterrupted && <p>{t('receipt.interrupted')}</p>}
        {!receipt.hasTrueDates && <p data-clock="changed">{t('receipt.clock')}</p>}
        {receipt.late > 0 && <p data-late={receipt.late}>{t('receipt.late', { count: receipt.late })}</p>}
      </div>
      <ReceiptSumView sum={sumOf(outcomes, model.doneTasks)} />
      {still.length > 0 && (
        <section class="still">
          <h2>{t('receipt.leftTitle')}</h2>
          <OutcomeList kind="still" outcomes={still} />
        </section>
      )}
      <ReceiptTasks outcomes={outcomes} model={model} actions={actions} />
      <LaterCard letters={model.letters} actions={actions} />
      <details class="fold log">
        <summary>
          <span class="fold-title">{t('receipt.logTitle')}</span>
        </summary>
        <div class="fold-body">
          {chosen.length > 0 && (
            <>
              <h3>{t('receipt.chosenTitle')}</h3>
              <OutcomeList kind="chosen" outcomes={chosen} />
            </>
          )}
          <OutcomeList kind="rest" outcomes={rest} />
        </div>
      </details>
      <div class="columns">
        <section class="info">
          <h2>{t('receipt.beforeTitle')}</h2>
          <ul>
            <li>{t('receipt.take')}</li>
            <li>{t('receipt.change')}</li>
            <li>{t('receipt.restart')}</li>
          </ul>
        </section>
        <section class="info">
          <h2>{t('receipt.staysTitle')}</h2>
          <ul>
            <li>{t('receipt.stays1')}</li>
            <li>{t('receipt.stays2')}</li>
            <li>{t('receipt.stays3')}</li>
            <li>{t('receipt.stays4')}</li>
          </ul>
        </section>
      </div>
      <ActionBar>
        <button type="button" class="button primary big" data-action="finish" onClick={actions.finish}>
          {t('receipt.hide')}
        </button>
        <button type="button" class="button big" data-action="longer" onClick={actions.showLonger}>
          {t('receipt.longer')}
        </button>
        <p class="action-note" role="status">
          {t(model.isExtended ? 'receipt.extended' : 'receipt.timer')}
        </p>
      </ActionBar>
      <PaperList />
    </article>
  );
}
