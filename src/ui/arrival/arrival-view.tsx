import { useState } from 'preact/hooks';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { PLACES, type Place } from '#core/session/place.ts';
import { TIME_LIMITS, type TimeLimit } from '#core/session/session-timer.ts';
import { Check } from '../parts/check.tsx';
import { MinutesSelect } from '../parts/minutes-select.tsx';
import { Radios } from '../parts/radios.tsx';
import { PopupFrame } from '../popup/popup-frame.tsx';
import { useTexts } from '../texts.tsx';
import { type StartPicture, StartPictures } from './start-pictures.tsx';

/** What pressing Start asks. Nothing on this screen tells what the add-on found. */
export interface ArrivalModel {
  readonly browser: BrowserKind;
  readonly windowKind: 'normal' | 'private';
  readonly isAllowedInPrivate: boolean;
  readonly isStarting: boolean;
  readonly hasFailed: boolean;
  /** Preselected answer, and a picture that is open; only sample models set them. */
  readonly place?: Place;
  readonly opened?: StartPicture;
}

/** How a session is to begin. */
export interface StartChoice {
  readonly place: Place;
  readonly limit: TimeLimit;
  readonly isPrivate: boolean;
  /** Protected at each start of the browser from now on. */
  readonly isKept: boolean;
  /** Also on the person's own computer; on a shared one trackers are blocked anyway. */
  readonly isBlocking: boolean;
}

export interface ArrivalActions {
  readonly start: (choice: StartChoice) => void;
  readonly back: () => void;
  readonly hide: () => void;
}

const PLACE_TEXT = { own: 'arrival.placeOwn', cafe: 'arrival.placeCafe' } as const;

export function ArrivalView({ model, actions }: { model: ArrivalModel; actions: ArrivalActions }) {
  const { t } = useTexts();
  const [place, setPlace] = useState(model.place);
  const [limit, setLimit] = useState<TimeLimit>(0);
  const [isBlocking, setIsBlocking] = useState(false);
  const [isMissing, setIsMissing] = useState(false);

  function start(how: { isPrivate?: boolean; isKept?: boolean } = {}): void {
    setIsMissing(place === undefined);
    if (place === undefined || model.isStarting) return;
    const isShared = place === 'cafe';
    actions.start({
      place,
      limit: isShared ? limit : 0,
      isPrivate: how.isPrivate ?? false,
      isKept: how.isKept ?? false,
      isBlocking: !isShared && isBlocking,
    });
  }

  const isPrivateBetter = place === 'cafe' && model.windowKind === 'normal';
  const canStartPrivate = isPrivateBetter && model.isAllowedInPrivate;
  const isSecond = canStartPrivate || place === 'own';

  return (
    <PopupFrame
      level="L0"
      state="unknown"
      life="not-started"
      screen="start"
      onHide={actions.hide}
      corner={
        <button type="button" class="button plain" data-action="back" onClick={actions.back}>
          {t('arrival.back')}
        </button>
      }
    >
      <h2>{t('arrival.title')}</h2>
      <p class="quiet">{t('arrival.intro')}</p>
      <fieldset class="question" aria-describedby={isMissing ? 'choose' : undefined}>
        <legend>{t('arrival.own')}</legend>
        <Radios
          name="place"
          options={PLACES.map((value) => ({ value, text: t(PLACE_TEXT[value]) }))}
          chosen={place}
          onPick={(value) => {
            setPlace(value);
            setIsMissing(false);
          }}
          look="choice"
        />
      </fieldset>
      {place === 'cafe' && (
        <MinutesSelect
          name="limit"
          label={t('time.question')}
          none={t('time.none')}
          choices={TIME_LIMITS}
          value={limit}
          onPick={setLimit}
        />
      )}
      {place === 'own' && (
        <Check name="blocking" isChecked={isBlocking} onChange={setIsBlocking}>
          {t('arrival.blocking')}
        </Check>
      )}
      <p id="choose" class="message" role="status">
        {isMissing ? t('arrival.choose') : model.hasFailed ? t('app.failed') : ''}
      </p>
      <div
        class="stack"
        {...(isPrivateBetter && { 'data-private': model.isAllowedInPrivate ? 'allowed' : 'not-allowed' })}
      >
        {canStartPrivate && (
          <button
            type="button"
            class="button primary wide"
            data-action="start-private"
            aria-disabled={model.isStarting}
            onClick={() => start({ isPrivate: true })}
          >
            {t('arrival.startPrivate')}
          </button>
        )}
        {place === 'own' && (
          <button
            type="button"
            class="button primary wide"
            data-action="start-kept"
            aria-disabled={model.isStarting}
            onClick={() => start({ isKept: true })}
          >
            {t('arrival.keep')}
          </button>
        )}
        <button
          type="button"
          class={isSecond ? 'button wide' : 'button primary wide'}
          data-action="start"
          aria-disabled={model.isStarting}
          onClick={() => start()}
        >
          {model.isStarting
            ? t('app.wait')
            : t(place === 'own' ? 'arrival.once' : canStartPrivate ? 'arrival.startHere' : 'arrival.start')}
        </button>
        {isPrivateBetter && !model.isAllowedInPrivate && <p class="quiet">{t('arrival.privateByHand')}</p>}
      </div>
      <StartPictures
        browser={model.browser}
        isAllowedInPrivate={model.isAllowedInPrivate}
        opened={model.opened}
      />
    </PopupFrame>
  );
}
