import { type PlannedStep, type StepId, stepsByUs, touchesOthers } from '#core/tidy/plan.ts';
import { Check } from '../parts/check.tsx';
import { useTexts } from '../texts.tsx';
import { AmountList, amountsOf, isCounted, numberText } from './amounts.tsx';
import type { LeaveActions, LeaveModel } from './model.ts';

/** What has a number of its own beside pages, cookies and files. */
const COUNTED = ['tabs', 'closed-tabs'] as const;
const UNCOUNTED = ['cache', 'site-storage', 'forms', 'passwords'] as const;

interface RemovalProps {
  readonly model: LeaveModel;
  readonly actions: Pick<LeaveActions, 'leaveOut'>;
}

/** What will go, in numbers: names would be read by the neighbour too. */
export function Removal({ model, actions }: RemovalProps) {
  const { t, language } = useTexts();
  const { preview, scope } = model;
  // What takes room stands there before it is counted: nothing moves away under a finger.
  const steps: readonly (PlannedStep & { readonly count?: number | undefined })[] =
    preview ?? stepsByUs(model.state.browser, scope);
  const shared = scope === 'sitting' ? steps.filter(touchesOthers) : [];
  const rows = COUNTED.flatMap((id) => {
    const step = steps.find((each) => each.id === id);
    return step && (!preview || step.count !== undefined) ? [step] : [];
  });
  const silent = UNCOUNTED.filter((id) => steps.some((step) => step.id === id)).map((id) => t(`steps.${id}`));
  const amounts = amountsOf(model);
  return (
    <section class="removal">
      <details class="fold">
        <summary>
          <span class="fold-title">{t('leave.removedTitle')}</span>{' '}
          <span aria-busy={!amounts}>
            {!amounts && '…'}
            {amounts &&
              (isCounted(amounts) ? (
                <AmountList amounts={amounts} isPreview={preview !== undefined} />
              ) : (
                t('leave.notCounted')
              ))}
          </span>
        </summary>
        <div class="fold-body">
          <dl class="counts" aria-busy={!preview}>
            {rows.map(({ id, count = 0 }) => (
              <div key={id} {...(preview && { 'data-preview': id, 'data-count': count })}>
                <dt>{t(`steps.${id}`)}</dt>
                <dd>{preview ? numberText(count, language) : '…'}</dd>
              </div>
            ))}
          </dl>
          <p>
            {t('leave.uncounted')} {new Intl.ListFormat(language, { type: 'conjunction' }).format(silent)}.
          </p>
          {shared.length > 0 && (
            <div class="optional">
              <p>{t('leave.sharedText')}</p>
              {shared.map(({ id, method }) => (
                <OptionalStep
                  key={id}
                  id={id}
                  note={t(method === 'hosts' ? 'leave.sharedHosts' : 'leave.sharedAll')}
                  model={model}
                  actions={actions}
                />
              ))}
            </div>
          )}
          {steps.some(({ id }) => id === 'session-log') && (
            <OptionalStep id="session-log" note={t('leave.sessionLog')} model={model} actions={actions} />
          )}
        </div>
      </details>
      {shared.length > 0 && <p class="quiet">{t('leave.sharedShort')}</p>}
    </section>
  );
}

interface OptionalStepProps extends RemovalProps {
  readonly id: StepId;
  readonly note: string;
}

function OptionalStep({ id, note, model, actions }: OptionalStepProps) {
  const { t } = useTexts();
  return (
    <Check
      name="optional"
      value={id}
      isChecked={!model.leaveOut.includes(id)}
      onChange={(isChecked) => actions.leaveOut(id, !isChecked)}
    >
      {t(`steps.${id}`)} <small>{note}</small>
    </Check>
  );
}
