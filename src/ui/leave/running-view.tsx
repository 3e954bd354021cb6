import type { StepId } from '#core/tidy/plan.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';
import { Tick } from '../parts/marks.tsx';
import { useTexts } from '../texts.tsx';

interface RunningViewProps {
  readonly steps: readonly StepId[];
  readonly outcomes: readonly StepOutcome[];
  readonly isLost: boolean;
}

export function RunningView({ steps, outcomes, isLost }: RunningViewProps) {
  const { t } = useTexts();
  const doneIds = new Set(outcomes.map(({ id }) => id));
  const current = steps.find((id) => !doneIds.has(id));
  const text = t('leave.progress', { count: steps.length, done: outcomes.length });
  return (
    <section class="running" aria-labelledby="tidying">
      <h1 id="tidying">{t('leave.tidying')}</h1>
      <p>{t('leave.stillHere')}</p>
      <progress max={steps.length} value={outcomes.length} aria-label={text} />
      <p role="status">{isLost ? t('leave.lost') : text}</p>
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
          </li>
        ))}
      </ol>
    </section>
  );
}
