import { LANGUAGES, type Language } from '#core/session/session.ts';
import { directionOf, LANGUAGE_NAMES, useTexts } from '../texts.tsx';

export function LanguagePicker({ onPick }: { onPick: (language: Language) => void }) {
  const { t, language: current } = useTexts();
  return (
    <fieldset class="languages">
      <legend class="unseen">{t('language.label')}</legend>
      {LANGUAGES.map((language) => (
        <label key={language} class="chip" lang={language} dir={directionOf(language)}>
          <input
            type="radio"
            name="language"
            value={language}
            checked={language === current}
            onChange={() => onPick(language)}
          />
          <span>{LANGUAGE_NAMES[language]}</span>
        </label>
      ))}
    </fieldset>
  );
}
