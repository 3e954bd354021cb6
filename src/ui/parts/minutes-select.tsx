import { numberLocale, useTexts } from '../texts.tsx';

interface MinutesSelectProps<Minutes extends number> {
  readonly name: string;
  readonly label: string;
  /** Label of 0. */
  readonly none: string;
  readonly choices: readonly Minutes[];
  /** `undefined`: none of the choices, such as when part of the time is over. */
  readonly value: Minutes | undefined;
  readonly onPick: (minutes: Minutes) => void;
}

/** A select for minutes on one line. */
export function MinutesSelect<Minutes extends number>({
  name,
  label,
  none,
  choices,
  value,
  onPick,
}: MinutesSelectProps<Minutes>) {
  const { t, language } = useTexts();
  return (
    <label class="line">
      <span>{label}</span>
      <select
        name={name}
        onChange={({ currentTarget }) => {
          const picked = choices.find((minutes) => String(minutes) === currentTarget.value);
          if (picked !== undefined) onPick(picked);
        }}
      >
        {value === undefined && (
          <option value="" selected>
            {t('time.change')}
          </option>
        )}
        {choices.map((minutes) => (
          <option key={minutes} value={minutes} selected={minutes === value}>
            {minutes === 0 ? none : durationText(minutes, 'minute', numberLocale(language))}
          </option>
        ))}
      </select>
    </label>
  );
}

export function durationText(amount: number, unit: 'minute' | 'second' | 'month', locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
}
