import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Countdown } from '#contracts/messages.ts';
import { durationText } from '../parts/minutes-select.tsx';
import { numberLocale, useTexts } from '../texts.tsx';
import type { LeaveActions } from './model.ts';

interface CountdownViewProps {
  readonly countdown: Countdown;
  readonly actions: Pick<LeaveActions, 'stillHere' | 'tidy'>;
}

/** Fills the page, so that nothing about the session can be read on an unattended screen. */
export function CountdownView({ countdown, actions }: CountdownViewProps) {
  const { t, language } = useTexts();
  const here = useRef<HTMLButtonElement>(null);
  const seconds = Math.ceil(countdown.leftMs / 1000);

  useLayoutEffect(() => here.current?.focus(), []);

  return (
    <section
      class="countdown"
      role="alertdialog"
      aria-labelledby="countdown"
      aria-describedby="countdown-text"
    >
      <h1 id="countdown">{t(`countdown.${countdown.cause}`)}</h1>
      <p id="countdown-text">{t('countdown.text')}</p>
      <p class="seconds" role="timer" data-countdown={countdown.cause} data-seconds={seconds}>
        <bdi dir="ltr" aria-hidden="true">
          {seconds}
        </bdi>
        <span class="unseen">{durationText(seconds, 'second', numberLocale(language))}</span>
      </p>
      <div class="row">
        <button
          type="button"
          class="button primary big"
          data-action="still-here"
          ref={here}
          onClick={actions.stillHere}
        >
          {t('countdown.stillHere')}
        </button>
        <button type="button" class="button big" data-action="tidy" onClick={actions.tidy}>
          {t('leave.tidy')}
        </button>
      </div>
    </section>
  );
}
