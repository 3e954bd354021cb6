import { REMIND_BEFORE_MS, TIME_LIMITS, type TimeLimit } from '#core/session/session-timer.ts';
import { MinutesSelect } from '../parts/minutes-select.tsx';
import { useTexts } from '../texts.tsx';

interface TimeDetailProps {
  readonly minutesLeft: number | undefined;
  readonly onPick: (minutes: TimeLimit) => void;
}

/** The time somebody has paid for. */
export function TimeDetail({ minutesLeft, onPick }: TimeDetailProps) {
  const { t } = useTexts();
  return (
    <div data-minutes={minutesLeft ?? ''}>
      <MinutesSelect
        name="limit"
        label={t('time.question')}
        none={t('time.none')}
        choices={TIME_LIMITS}
        value={minutesLeft === undefined ? 0 : undefined}
        onPick={onPick}
      />
    </div>
  );
}

export function TimeNotice() {
  const { t } = useTexts();
  return (
    <section class="card notice" aria-labelledby="time" data-time="nearly-over">
      <h2 id="time">{t('time.nearlyOver')}</h2>
      <p>{t('time.nearlyOverText')}</p>
    </section>
  );
}

export function isNearlyOver(minutesLeft: number | undefined): boolean {
  return minutesLeft !== undefined && minutesLeft * 60_000 <= REMIND_BEFORE_MS;
}
