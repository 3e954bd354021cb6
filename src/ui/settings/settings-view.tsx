import { useState } from 'preact/hooks';
import type { BlockingState } from '#contracts/messages.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { Session } from '#core/session/session.ts';
import { IDLE_LIMITS, type IdleLimit } from '#core/session/session-timer.ts';
import { HowToAllow } from '../parts/how-to-allow.tsx';
import { MinutesSelect } from '../parts/minutes-select.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { SettingList } from '../parts/setting-list.tsx';
import { useTexts } from '../texts.tsx';

/** A shortcut as the browser tells it. */
export interface Shortcut {
  readonly name: string;
  /** Empty when no key is set. */
  readonly keys: string;
}

/** A list that came with us: which, of when, and under which licence. */
export interface ListOrigin {
  readonly title: string;
  readonly version: string;
  readonly date: string;
  readonly license: string;
}

export interface SettingsModel {
  readonly browser: BrowserKind;
  readonly session: Session | undefined;
  /** Kept as the person's own computer; `undefined`: not known. */
  readonly isOwn: boolean | undefined;
  readonly isSilent: boolean;
  /** Minutes without input before the countdown; `undefined`: not known. */
  readonly idleMinutes: IdleLimit | undefined;
  readonly blocking: BlockingState | undefined;
  readonly lists: readonly ListOrigin[];
  readonly shortcuts: readonly Shortcut[];
  readonly note: 'saved' | 'failed' | undefined;
}

export interface SettingsActions {
  readonly setOwn: (isOwn: boolean) => void;
  readonly setSilent: (isSilent: boolean) => void;
  /** @param address - empty: the quiet clock of ours */
  readonly setHideAddress: (address: string) => void;
  readonly setIdle: (minutes: IdleLimit) => void;
  readonly setBlocking: (isOn: boolean) => void;
}

interface SettingsViewProps {
  readonly model: SettingsModel;
  readonly actions: SettingsActions;
}

export function SettingsView({ model, actions }: SettingsViewProps) {
  const { t } = useTexts();
  const { session, browser } = model;
  return (
    <PageFrame page="settings">
      <h1>{t('settings.title')}</h1>
      <p class={model.note === 'saved' ? 'message fine' : 'message'} role="status">
        {model.note === 'saved' ? t('settings.saved') : model.note === 'failed' ? t('app.failed') : ''}
      </p>
      {session === undefined && <p>{t('settings.needsStart')}</p>}
      {model.isOwn !== undefined && (
        <Choice id="own" name="own-computer" isChosen={model.isOwn} onChoose={actions.setOwn}>
          {{
            title: t('settings.own.title'),
            text: t('settings.own.text'),
            label: t('settings.own.label'),
          }}
        </Choice>
      )}
      {model.blocking && (
        <Choice id="watch" name="blocking" isChosen={model.blocking.isOn} onChoose={actions.setBlocking}>
          {{
            title: t('settings.watchTitle'),
            text: t('settings.watchText'),
            label: t('settings.watchLabel'),
          }}
        </Choice>
      )}
      {session && <HideTarget address={session.hideAddress} actions={actions} />}
      {model.idleMinutes !== undefined && (
        <section class="chapter" aria-labelledby="idle">
          <h2 id="idle">{t('settings.idleTitle')}</h2>
          <p>{t('settings.idleText')}</p>
          <MinutesSelect
            name="idle"
            label={t('settings.idleLabel')}
            none={t('settings.idleNever')}
            choices={IDLE_LIMITS}
            value={model.idleMinutes}
            onPick={actions.setIdle}
          />
        </section>
      )}
      <Choice id="silent" name="silent" isChosen={model.isSilent} onChoose={actions.setSilent}>
        {{
          title: t('settings.silent.title'),
          text: t('settings.silent.text'),
          label: t('settings.silent.label'),
        }}
      </Choice>
      <Shortcuts shortcuts={model.shortcuts} />
      <section class="chapter" aria-labelledby="changed">
        <h2 id="changed">{t('settings.changedTitle')}</h2>
        <SettingList settings={session?.settings ?? []} />
        {session && session.settings.length > 0 && <p class="quiet">{t('settings.changedNote')}</p>}
      </section>
      <section class="chapter" aria-labelledby="private">
        <h2 id="private">{t('settings.privateTitle')}</h2>
        <HowToAllow browser={browser} what="private" />
      </section>
      <section class="chapter" aria-labelledby="lists">
        <h2 id="lists">{t('settings.listsTitle')}</h2>
        <p>{t('settings.listsText')}</p>
        <ul class="lists">
          {model.lists.map(({ title, version, date, license }) => (
            <li key={title}>
              <bdi dir="ltr">{[title, version, date, license].join(' · ')}</bdi>
            </li>
          ))}
        </ul>
      </section>
    </PageFrame>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: (isChosen: boolean) => void;
  readonly children: { readonly title: string; readonly text: string; readonly label: string };
}

/** One thing to turn on or off. */
function Choice({ id, name, isChosen, onChoose, children: { title, text, label } }: ChoiceProps) {
  return (
    <section class="chapter" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <label class="choice">
        <input
          type="checkbox"
          name={name}
          checked={isChosen}
          aria-describedby={`${id}-text`}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={`${id}-text`} class="quiet">
        {text}
      </p>
    </section>
  );
}

function HideTarget({ address, actions }: { address: string | undefined; actions: SettingsActions }) {
  const { t } = useTexts();
  const [isBad, setIsBad] = useState(false);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const wanted = webAddress(String(new FormData(form).get('hide-address') ?? ''));
    setIsBad(wanted === undefined);
    if (wanted !== undefined) actions.setHideAddress(wanted);
  }

  return (
    <section class="chapter" aria-labelledby="hide">
      <h2 id="hide">{t('settings.hideTitle')}</h2>
      <p>{t('settings.hideText')}</p>
      <form class="row" onSubmit={submit} noValidate>
        <label class="field">
          <span>{t('settings.hideLabel')}</span>
          <input
            type="url"
            name="hide-address"
            dir="ltr"
            autocomplete="off"
            maxLength={2048}
            defaultValue={address ?? ''}
            aria-invalid={isBad}
            aria-describedby="hide-bad"
          />
        </label>
        <button type="submit" class="button primary" data-action="hide-save">
          {t('settings.hideSave')}
        </button>
        {address !== undefined && (
          <button
            type="button"
            class="button"
            data-action="hide-reset"
            onClick={() => actions.setHideAddress('')}
          >
            {t('settings.hideReset')}
          </button>
        )}
      </form>
      <p id="hide-bad" class="message" role="status">
        {isBad ? t('settings.hideBad') : ''}
      </p>
    </section>
  );
}

/** Reads what people type for a page: with or without the letters in front. */
export function webAddress(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, href } = new URL(whole);
  const isWeb = (protocol === 'https:' || protocol === 'http:') && hostname.includes('.');
  return isWeb ? href : undefined;
}

const KEY_NAMES: ReadonlyMap<string, 'open' | 'hide' | 'tidy'> = new Map([
  ['_execute_action', 'open'],
  ['hide', 'hide'],
  ['tidy-now', 'tidy'],
]);

function Shortcuts({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  const { t } = useTexts();
  return (
    <section class="chapter" aria-labelledby="keys">
      <h2 id="keys">{t('settings.keysTitle')}</h2>
      <dl class="keys">
        {shortcuts.map(({ name, keys }) => {
          const known = KEY_NAMES.get(name);
          return (
            <div key={name}>
              <dt>{known ? t(`settings.keyNames.${known}`) : name}</dt>
              <dd>{keys === '' ? t('settings.keyNone') : <kbd dir="ltr">{keys}</kbd>}</dd>
            </div>
          );
        })}
      </dl>
      <p class="quiet">{t('settings.keysText')}</p>
    </section>
  );
}
