import { LANGUAGES, type Language } from '#core/session/session.ts';
import { LANGUAGE_NAMES, useTexts } from '../texts.tsx';
import { Radios } from './radios.tsx';

export function LanguagePicker({ onPick }: { onPick: (language: Language) => void }) {
  const { t, language } = useTexts();
  return (
    <fieldset class="languages">
      <legend class="unseen">{t('language.label')}</legend>
      <Radios
        name="language"
        options={LANGUAGES.map((lang) => ({ value: lang, text: LANGUAGE_NAMES[lang], lang }))}
        chosen={language}
        onPick={onPick}
        look="chip"
      />
    </fieldset>
  );
}
