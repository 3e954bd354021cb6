import type { BrowserKind } from '#core/session/browser-kind.ts';
import { type StepId, stepsByUs } from '#core/tidy/plan.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';
import { Tick } from '../parts/icons.tsx';
import { durationText } from '../parts/minutes-select.tsx';
import { numberLocale, useTexts } from '../texts.tsx';

interface RunningViewProps {
  readonly steps: readonly StepId[];
  readonly outcomes: readonly StepOutcome[];
  readonly browser: BrowserKind;
  readonly isLost: boolean;
  readonly stepSeconds: number;
}

/** After this time a step shows its elapsed seconds, so that it does not look stuck. */
const LONG_S = 3;

/** What goes on, how far it is, and that it goes on. */
export function RunningView({ steps, outcomes, browser, isLost, stepSeconds }: RunningViewProps) {
  const { t, language } = useTexts();
  // What only a person can do is no step of this.
  const ours = new Set(stepsByUs(browser, 'sitting').map(({ id }) => id));
  const shown = steps.filter((id) => ours.has(id));
  const doneIds = new Set(outcomes.map(({ id }) => id));
  const doneCount = shown.filter((id) => doneIds.has(id)).length;
  const current = shown.find((id) => !doneIds.has(id));
  const isLong = stepSeconds >= LONG_S;
  return (
    <section class="running" aria-labelledby="tidying">
      <h1 id="tidying">{t('leave.tidying')}</h1>
      <progress max={shown.length} value={doneCount} aria-labelledby="progress" />
      <div class="running-now" role="status">
        <span class="at-work" />
        <p>
          <strong>{isLost ? t('leave.lost') : current ? t(`steps.${current}`) : t('leave.looking')}</strong>{' '}
          <span id="progress">{t('leave.progress', { count: shown.length, done: doneCount })}</span>{' '}
          {!isLost && isLong && <span>{t('leave.takesLong')}</span>}
        </p>
      </div>
      <ol class="ticks">
        {shown.map((id) => (
          <li
            key={id}
            class="tick-row"
            data-done={doneIds.has(id)}
            aria-current={id === current ? 'step' : undefined}
          >
            <span class="tick-place">{doneIds.has(id) && <Tick />}</span>
            <span>{t(`steps.${id}`)}</span>
            {id === current && isLong && (
              <small aria-hidden="true" data-seconds={stepSeconds}>
                {durationText(stepSeconds, 'second', numberLocale(language))}
              </small>
            )}
          </li>
        ))}
      </ol>
      <p>{t('leave.stillHere')}</p>
    </section>
  );
}
