import type { Language } from '#core/session/session.ts';
import { directionOf } from '../texts.tsx';

interface RadiosProps<Value> {
  readonly name: string;
  /** `lang`: where a text is in a language of its own. */
  readonly options: readonly { readonly value: Value; readonly text: string; readonly lang?: Language }[];
  readonly chosen: Value | undefined;
  readonly onPick: (value: Value) => void;
  /** A row for each, or small ones beside each other. */
  readonly look: 'choice' | 'chip';
}

/** The answers to one question; who asks it puts a group with a name around them. */
export function Radios<Value extends string | boolean>({
  name,
  options,
  chosen,
  onPick,
  look,
}: RadiosProps<Value>) {
  return options.map(({ value, text, lang }) => (
    <label key={String(value)} class={look} lang={lang} dir={lang && directionOf(lang)}>
      <input
        type="radio"
        name={name}
        value={String(value)}
        checked={value === chosen}
        onChange={() => onPick(value)}
      />
      <span>{text}</span>
    </label>
  ));
}
