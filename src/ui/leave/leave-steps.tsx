import type { UnsureTab } from '#contracts/messages.ts';
import type { SignOutSite } from '#core/session/sign-out.ts';
import { SCOPES } from '#core/tidy/plan.ts';
import type { SavedFile } from '#core/tidy/saved-file.ts';
import { Check } from '../parts/check.tsx';
import { Radios } from '../parts/radios.tsx';
import { numberLocale, useTexts } from '../texts.tsx';
import { timeText } from './begin-question.tsx';
import type { LeaveActions, LeaveModel } from './model.ts';

interface SignOutStepProps {
  readonly entries: readonly SignOutSite[];
  readonly actions: LeaveActions;
}

/** First of all: once its cookies are gone, a site can no longer be told to end the sign-in. */
export function SignOutStep({ entries, actions }: SignOutStepProps) {
  const { t } = useTexts();
  if (entries.length === 0) return null;
  return (
    <li class="decision">
      <h2>{t('leave.signOutTitle')}</h2>
      <p>{t('leave.signOutText')}</p>
      <ul class="rows">
        {entries.map(({ host, isDone, isGuess }) => (
          <li key={host} data-host={host} data-guess={isGuess || undefined}>
            <span class="row-name">
              <bdi dir="ltr">{host}</bdi> {isGuess && <small>{t('leave.signOutGuess')}</small>}
            </span>
            <button
              type="button"
              class="button"
              data-action="open-host"
              aria-label={t('leave.signOutOpenLabel', { host })}
              onClick={() => actions.openHost(host)}
            >
              {t('leave.signOutOpen')}
            </button>
            <Check
              name="signed-out"
              isChecked={isDone}
              label={t('leave.signOutDoneLabel', { host })}
              onChange={(isChecked) => actions.markSignedOut(host, isChecked)}
            >
              {t('leave.signOutDone')}
            </Check>
          </li>
        ))}
      </ul>
    </li>
  );
}

interface FilesStepProps {
  readonly files: readonly SavedFile[];
  readonly keepFiles: readonly number[];
  readonly actions: LeaveActions;
}

export function FilesStep({ files, keepFiles, actions }: FilesStepProps) {
  const { t, language } = useTexts();
  if (files.length === 0) return null;
  return (
    <li class="decision">
      <h2>{t('leave.filesTitle')}</h2>
      <p>{t('leave.filesText')}</p>
      <ul class="rows">
        {files.map(({ id, name, bytes, isRunning }) => (
          <li key={id} data-file={id}>
            <span class="row-name">
              <bdi dir="auto">{name}</bdi>{' '}
              <small>{isRunning ? t('leave.fileRunning') : sizeText(bytes, numberLocale(language))}</small>
            </span>
            <Check
              name="keep"
              value={id}
              isChecked={keepFiles.includes(id)}
              label={t('leave.fileKeepLabel', { name })}
              onChange={(isChecked) => actions.keepFile(id, isChecked)}
            >
              {t('leave.fileKeep')}
            </Check>
          </li>
        ))}
      </ul>
    </li>
  );
}

interface EarlierTabsStepProps {
  readonly tabs: readonly UnsureTab[];
  readonly closeTabs: readonly number[];
  readonly actions: LeaveActions;
}

/** Nobody but the person knows whether they worked in these. */
export function EarlierTabsStep({ tabs, closeTabs, actions }: EarlierTabsStepProps) {
  const { t } = useTexts();
  if (tabs.length === 0) return null;
  return (
    <li class="decision">
      <h2>{t('leave.earlierTitle')}</h2>
      <p>{t('leave.earlierText')}</p>
      <ul class="rows">
        {tabs.map(({ id, title }) => (
          <li key={id} data-tab={id}>
            <span class="row-name">
              <bdi dir="auto">{title}</bdi>
            </span>
            <Check
              name="close"
              value={id}
              isChecked={closeTabs.includes(id)}
              label={t('leave.earlierCloseLabel', { name: title })}
              onChange={(isChecked) => actions.closeTab(id, isChecked)}
            >
              {t('leave.earlierClose')}
            </Check>
          </li>
        ))}
      </ul>
    </li>
  );
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

export function sizeText(bytes: number, locale: string): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  const unit = UNITS[power] ?? 'byte';
  const amount = Math.max(bytes, 0) / 1000 ** power;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}

interface ScopeStepProps {
  readonly model: LeaveModel;
  readonly actions: Pick<LeaveActions, 'pickScope'>;
}

/** Only in a session, where it is known when the visit began. */
export function ScopeStep({ model, actions }: ScopeStepProps) {
  const texts = useTexts();
  const { t } = texts;
  const { startedAtMs } = model.state;
  const own =
    startedAtMs === undefined
      ? t('leave.scopeVisit')
      : t('leave.scopeVisitSince', { time: timeText(startedAtMs, model.nowMs, texts) });
  return (
    <li class="decision">
      <h2 id="scope">{t('leave.scopeTitle')}</h2>
      <fieldset class="question" aria-labelledby="scope">
        <Radios
          name="scope"
          options={SCOPES.map((value) => ({
            value,
            text: value === 'sitting' ? own : t('leave.begin.everything'),
          }))}
          chosen={model.scope}
          onPick={actions.pickScope}
          look="choice"
        />
      </fieldset>
      <p class="caution" role="status">
        {model.scope === 'everything' ? t('leave.scopeWarning') : ''}
      </p>
    </li>
  );
}
