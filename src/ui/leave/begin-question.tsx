import type { BeginChoice } from '#contracts/messages.ts';
import { Radios } from '../parts/radios.tsx';
import { numberLocale, type Texts, useTexts } from '../texts.tsx';
import { AmountList } from './amounts.tsx';
import type { LeaveActions, LeaveModel } from './model.ts';

interface BeginQuestionProps {
  readonly model: LeaveModel;
  readonly actions: Pick<LeaveActions, 'pickBegin'>;
}

/** Nobody pressed Start: only the person knows when the visit began. */
export function BeginQuestion({ model, actions }: BeginQuestionProps) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <li class="decision">
      <h2 id="begin">{t('leave.beginTitle')}</h2>
      <fieldset class="question" aria-labelledby="begin">
        <Radios
          name="begin"
          options={model.state.begins.map((choice) => ({
            value: choice.id,
            text: (
              <span class="choice-words">
                <span>{beginText(choice, model.nowMs, texts)}</span>
                <small data-begin={choice.id}>
                  <AmountList amounts={choice.counts} />
                </small>
              </span>
            ),
          }))}
          chosen={model.begin}
          onPick={actions.pickBegin}
          look="choice"
        />
      </fieldset>
      <p class="caution" role="status">
        {model.begin === 'everything' ? t('leave.scopeWarning') : ''}
      </p>
    </li>
  );
}

export function beginText({ id, sinceMs, cause }: BeginChoice, nowMs: number, texts: Texts): string {
  if (id !== 'mark') return texts.t(`leave.begin.${id}`);
  const time = sinceMs === undefined ? '' : timeText(sinceMs, nowMs, texts);
  return texts.t(`leave.begin.mark.${cause ?? 'browser-start'}`, { time });
}

/** As on a clock; with the day, where it was another one. */
export function timeText(atMs: number, nowMs: number, { language }: Texts): string {
  const [at, now] = [new Date(atMs), new Date(nowMs)];
  const isToday = at.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(numberLocale(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(!isToday && { day: 'numeric', month: 'short' }),
  }).format(at);
}
