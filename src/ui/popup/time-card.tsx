import { REMIND_BEFORE_MS, TIME_LIMITS, type TimeLimit } from '#core/session/session-timer.ts';
import { MinutesSelect } from '../parts/minutes-select.tsx';
import { useTexts } from '../texts.tsx';

interface TimeCardProps {
  readonly minutesLeft: number | undefined;
  readonly onPick: (minutes: TimeLimit) => void;
}

/** The paid time: one line, or a card when it is nearly over. */
export function TimeCard({ minutesLeft, onPick }: TimeCardProps) {
  const { t } = useTexts();
  const isNearlyOver = minutesLeft !== undefined && minutesLeft * 60_000 <= REMIND_BEFORE_MS;
  const select = (
    <MinutesSelect
      name="limit"
      label={minutesLeft === undefined ? t('time.question') : t('time.left', { count: minutesLeft })}
      none={t('time.none')}
      choices={TIME_LIMITS}
      value={minutesLeft === undefined ? 0 : undefined}
      onPick={onPick}
    />
  );
  if (!isNearlyOver) return <div data-minutes={minutesLeft ?? ''}>{select}</div>;
  return (
    <section class="card notice" aria-labelledby="time" data-minutes={minutesLeft}>
      <h2 id="time">{t('time.nearlyOver')}</h2>
      <p>{t('time.nearlyOverText')}</p>
      {select}
    </section>
  );
}
