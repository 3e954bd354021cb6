import { LANGUAGES } from '#core/session/session.ts';
import { directionOf, LANGUAGE_NAMES, useLanguagePick, useTexts } from '../texts.tsx';
import { Icon } from './icons.tsx';

/** On every page: the browser of a shared computer speaks the language of the place, not the person's. */
export function LanguagePicker() {
  const { t, language: current } = useTexts();
  const pickLanguage = useLanguagePick();
  return (
    <label class="languages">
      <Icon name="language" />
      <span class="unseen">{t('language.label')}</span>
      <select
        name="language"
        onChange={({ currentTarget }) => {
          const picked = LANGUAGES.find((language) => language === currentTarget.value);
          if (picked) pickLanguage(picked);
        }}
      >
        {LANGUAGES.map((language) => (
          <option
            key={language}
            value={language}
            lang={language}
            dir={directionOf(language)}
            selected={language === current}
          >
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </label>
  );
}
