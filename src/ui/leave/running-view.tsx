import type { StepId } from '#core/tidy/plan.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';
import { Tick } from '../parts/icons.tsx';
import { durationText } from '../parts/minutes-select.tsx';
import { numberLocale, useTexts } from '../texts.tsx';

interface RunningViewProps {
  readonly steps: readonly StepId[];
  readonly outcomes: readonly StepOutcome[];
  readonly isLost: boolean;
  readonly stepSeconds: number;
}

/** After this time a step shows its elapsed seconds, so that it does not look stuck. */
const LONG_S = 3;

export function RunningView({ steps, outcomes, isLost, stepSeconds }: RunningViewProps) {
  const { t, language } = useTexts();
  const doneIds = new Set(outcomes.map(({ id }) => id));
  const current = steps.find((id) => !doneIds.has(id));
  const text = t('leave.progress', { count: steps.length, done: outcomes.length });
  return (
    <section class="running" aria-labelledby="tidying">
      <h1 id="tidying">{t('leave.tidying')}</h1>
      <p>{t('leave.stillHere')}</p>
      <progress max={steps.length} value={outcomes.length} aria-label={text} />
      <p role="status">
        {isLost ? t('leave.lost') : text}
        {!isLost && stepSeconds >= LONG_S && ` · ${t('leave.takesLong')}`}
      </p>
      <ol class="ticks">
        {steps.map((id) => (
          <li
            key={id}
            class="tick-row"
            data-done={doneIds.has(id)}
            aria-current={id === current ? 'step' : undefined}
          >
            <span class="tick-place">{doneIds.has(id) && <Tick />}</span>
            {t(`steps.${id}`)}
            {id === current && stepSeconds >= LONG_S && (
              <small aria-hidden="true" data-seconds={stepSeconds}>
                {durationText(stepSeconds, 'second', numberLocale(language))}
              </small>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
