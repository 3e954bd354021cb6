import type { PreviewStep, SentUnencryptedEntry, UnsureTab } from '#contracts/messages.ts';
import type { SignOutSite } from '#core/session/sign-out.ts';
import { type PlannedStep, SCOPES, type StepId, stepsByUs, touchesOthers } from '#core/tidy/plan.ts';
import type { SavedFile } from '#core/tidy/saved-file.ts';
import { Radios } from '../parts/radios.tsx';
import { numberLocale, useTexts } from '../texts.tsx';
import type { LeaveActions, LeaveModel } from './model.ts';

interface SignOutStepProps {
  readonly entries: readonly SignOutSite[];
  readonly actions: LeaveActions;
}

/** Comes first: without its cookies a site can no longer be told to end the sign-in. */
export function SignOutStep({ entries, actions }: SignOutStepProps) {
  const { t } = useTexts();
  return (
    <li class="step">
      <h2>{t('leave.signOutTitle')}</h2>
      <p>{entries.length > 0 ? t('leave.signOutText') : t('leave.signOutNone')}</p>
      {entries.length > 0 && (
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
              <label class="check">
                <input
                  type="checkbox"
                  name="signed-out"
                  checked={isDone}
                  aria-label={t('leave.signOutDoneLabel', { host })}
                  onChange={({ currentTarget }) => actions.markSignedOut(host, currentTarget.checked)}
                />
                <span>{t('leave.signOutDone')}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
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
  return (
    <li class="step">
      <h2>{t('leave.filesTitle')}</h2>
      <p>{files.length > 0 ? t('leave.filesText') : t('leave.filesNone')}</p>
      {files.length > 0 && (
        <ul class="rows">
          {files.map(({ id, name, bytes, isRunning }) => (
            <li key={id} data-file={id}>
              <span class="row-name">
                <bdi dir="auto">{name}</bdi>{' '}
                <small>{isRunning ? t('leave.fileRunning') : sizeText(bytes, numberLocale(language))}</small>
              </span>
              <label class="check">
                <input
                  type="checkbox"
                  name="keep"
                  value={id}
                  checked={keepFiles.includes(id)}
                  aria-label={t('leave.fileKeepLabel', { name })}
                  onChange={({ currentTarget }) => actions.keepFile(id, currentTarget.checked)}
                />
                <span>{t('leave.fileKeep')}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface EarlierTabsStepProps {
  readonly tabs: readonly UnsureTab[];
  readonly closeTabs: readonly number[];
  readonly actions: LeaveActions;
}

/** Tabs from before the session: only the person knows whether they used them. */
export function EarlierTabsStep({ tabs, closeTabs, actions }: EarlierTabsStepProps) {
  const { t } = useTexts();
  if (tabs.length === 0) return null;
  return (
    <li class="step">
      <h2>{t('leave.earlierTitle')}</h2>
      <p>{t('leave.earlierText')}</p>
      <ul class="rows">
        {tabs.map(({ id, title }) => (
          <li key={id} data-tab={id}>
            <span class="row-name">
              <bdi dir="auto">{title}</bdi>
            </span>
            <label class="check">
              <input
                type="checkbox"
                name="close"
                value={id}
                checked={closeTabs.includes(id)}
                aria-label={t('leave.earlierCloseLabel', { name: title })}
                onChange={({ currentTarget }) => actions.closeTab(id, currentTarget.checked)}
              />
              <span>{t('leave.earlierClose')}</span>
            </label>
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

const SCOPE_TEXT = { sitting: 'leave.scopeSession', everything: 'leave.scopeEverything' } as const;

interface ScopeStepProps {
  readonly model: LeaveModel;
  readonly actions: LeaveActions;
}

export function ScopeStep({ model, actions }: ScopeStepProps) {
  const { t } = useTexts();
  const { scope, preview } = model;
  // Reserves space for all steps before they are counted, so that nothing moves.
  const steps = preview ?? stepsByUs(model.state.browser, scope);
  const shared = scope === 'sitting' ? steps.filter(touchesOthers) : [];
  return (
    <li class="step">
      <h2 id="scope">{t('leave.scopeTitle')}</h2>
      <fieldset class="question" aria-labelledby="scope">
        <Radios
          name="scope"
          options={SCOPES.map((value) => ({ value, text: t(SCOPE_TEXT[value]) }))}
          chosen={scope}
          onPick={actions.pickScope}
          look="choice"
        />
      </fieldset>
      <p class="caution" role="status">
        {scope === 'everything' ? t('leave.scopeWarning') : ''}
      </p>
      <Preview steps={steps} isCounted={preview !== undefined} />
      {shared.length > 0 && (
        <div class="shared">
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
      <p class="quiet">{t('leave.bookmarks')}</p>
      {model.state.place === 'cafe' && <p class="quiet">{t(`leave.account.${model.state.browser}`)}</p>}
    </li>
  );
}

interface OptionalStepProps extends ScopeStepProps {
  readonly id: StepId;
  readonly note: string;
}

function OptionalStep({ id, note, model, actions }: OptionalStepProps) {
  const { t } = useTexts();
  return (
    <label class="check">
      <input
        type="checkbox"
        name="optional"
        value={id}
        checked={!model.leaveOut.includes(id)}
        onChange={({ currentTarget }) => actions.leaveOut(id, !currentTarget.checked)}
      />
      <span>
        {t(`steps.${id}`)} <small>{note}</small>
      </span>
    </label>
  );
}

/** Steps with a meaningful count. */
const COUNTED = ['history', 'cookies', 'files', 'tabs', 'closed-tabs'] as const;
const UNCOUNTED = ['cache', 'site-storage', 'forms', 'passwords'] as const;

interface PreviewProps {
  readonly steps: readonly (PlannedStep & Partial<PreviewStep>)[];
  readonly isCounted: boolean;
}

/** What will be cleared, in numbers: bystanders could read names. */
function Preview({ steps, isCounted }: PreviewProps) {
  const { t, language } = useTexts();
  const counts = new Map(steps.map(({ id, count }) => [id, count]));
  const numbers = new Intl.NumberFormat(numberLocale(language));
  const rows = COUNTED.filter((id) => (isCounted ? counts.get(id) !== undefined : counts.has(id)));
  const silent = UNCOUNTED.filter((id) => counts.has(id)).map((id) => t(`steps.${id}`));
  return (
    <>
      <dl class="counts" aria-busy={!isCounted}>
        {rows.map((id) => (
          <div key={id} {...(isCounted && { 'data-preview': id, 'data-count': counts.get(id) })}>
            <dt>{t(`steps.${id}`)}</dt>
            <dd>{isCounted ? atMost(counts.get(id), numbers) : '…'}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">
        {t('leave.uncounted')} {new Intl.ListFormat(language, { type: 'conjunction' }).format(silent)}.
      </p>
    </>
  );
}

/** The browser lists at most this many. */
const MANY = 10_000;

function atMost(count = 0, numbers: Intl.NumberFormat): string {
  return count < MANY ? numbers.format(count) : `${numbers.format(MANY)}+`;
}

/** Sites that received something unencrypted. It cannot be undone, so this says what can still be changed. */
export function SentUnencryptedStep({ entries }: { entries: readonly SentUnencryptedEntry[] }) {
  const { t, language } = useTexts();
  if (entries.length === 0) return null;
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (
    <li class="step">
      <h2>{t('leave.sentUnencryptedTitle')}</h2>
      <p>{t('leave.sentUnencryptedText')}</p>
      <ul class="rows">
        {entries.map(({ host, kinds }) => (
          <li key={host} data-in-clear={host} data-kinds={kinds.join(' ')}>
            <span class="row-name">
              <bdi dir="ltr">{host}</bdi>{' '}
              <small>{list.format(kinds.map((kind) => t(`leave.sentUnencrypted.${kind}`)))}</small>
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Nothing may be stored for later, so the person gets first letters to remember, never names. */
export function RememberStep({ hosts }: { hosts: readonly string[] }) {
  const { t } = useTexts();
  const letters = firstLetters(hosts);
  return (
    <li class="step">
      <h2>{t('leave.rememberTitle')}</h2>
      {hosts.length === 0 ? (
        <p>{t('leave.rememberNone')}</p>
      ) : (
        <p>
          {t('leave.rememberText', { count: hosts.length })}{' '}
          <bdi dir="ltr" class="letters">
            {letters.join(', ')}
          </bdi>
        </p>
      )}
    </li>
  );
}

export function firstLetters(hosts: readonly string[]): readonly string[] {
  return hosts.map((host) =>
    host
      .replace(/^www\./, '')
      .charAt(0)
      .toUpperCase(),
  );
}
