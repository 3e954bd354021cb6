import { useState } from 'preact/hooks';
import type { CutShort } from '#contracts/messages.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { PLACES, type Place } from '#core/session/place.ts';
import type { Language } from '#core/session/session.ts';
import { TIME_LIMITS, type TimeLimit } from '#core/session/session-timer.ts';
import { LanguagePicker } from '../parts/language-picker.tsx';
import { MinutesSelect } from '../parts/minutes-select.tsx';
import { Radios } from '../parts/radios.tsx';
import { CutShortNotice } from '../popup/cut-short-notice.tsx';
import { PopupFrame } from '../popup/popup-frame.tsx';
import { useTexts } from '../texts.tsx';
import { PrivateAdvice } from './private-advice.tsx';

/** Shown before a session. Nothing on this screen tells what the extension detects. */
export interface ArrivalModel {
  readonly browser: BrowserKind;
  readonly windowKind: 'normal' | 'private';
  readonly isAllowedInPrivate: boolean;
  readonly cutShort: CutShort | undefined;
  readonly isStarting: boolean;
  readonly hasFailed: boolean;
  /** Preselected answer, for sample models only. */
  readonly place?: Place;
}

export interface ArrivalActions {
  readonly pickLanguage: (language: Language) => void;
  readonly start: (place: Place, limit: TimeLimit, isPrivate: boolean) => void;
  readonly openLeave: () => void;
}

const PLACE_TEXT = { own: 'arrival.placeOwn', cafe: 'arrival.placeCafe' } as const;

export function ArrivalView({ model, actions }: { model: ArrivalModel; actions: ArrivalActions }) {
  const { t } = useTexts();
  const [place, setPlace] = useState(model.place);
  const [limit, setLimit] = useState<TimeLimit>(0);
  const [isMissing, setIsMissing] = useState(false);

  function start(isPrivate: boolean): void {
    setIsMissing(place === undefined);
    if (place !== undefined && !model.isStarting)
      actions.start(place, place === 'cafe' ? limit : 0, isPrivate);
  }

  const isAdvised = place === 'cafe' && model.windowKind === 'normal';

  return (
    <PopupFrame level="L0" state="unknown" screen="arrival">
      <LanguagePicker onPick={actions.pickLanguage} />
      {model.cutShort && <CutShortNotice what={model.cutShort} onOpen={actions.openLeave} />}
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
      {/* Reserves its space from the start, so that no answer moves the button below. */}
      <div class={place === 'cafe' ? undefined : 'unasked'}>
        <MinutesSelect
          name="limit"
          label={t('time.question')}
          none={t('time.none')}
          choices={TIME_LIMITS}
          value={limit}
          onPick={setLimit}
        />
      </div>
      <p id="choose" class="message" role="status">
        {isMissing ? t('arrival.choose') : model.hasFailed ? t('app.failed') : ''}
      </p>
      <button
        type="button"
        class={isAdvised && model.isAllowedInPrivate ? 'button wide' : 'button primary wide'}
        data-action="start"
        aria-disabled={model.isStarting}
        onClick={() => start(false)}
      >
        {model.isStarting ? t('app.wait') : t(isAdvised ? 'arrival.startHere' : 'arrival.start')}
      </button>
      {isAdvised && (
        <PrivateAdvice
          browser={model.browser}
          isAllowed={model.isAllowedInPrivate}
          isStarting={model.isStarting}
          onStart={() => start(true)}
        />
      )}
    </PopupFrame>
  );
}
