import type { ComponentChildren } from 'preact';
import type { Language } from '#core/session/session.ts';
import { directionOf } from '../texts.tsx';

interface RadiosProps<Value> {
  readonly name: string;
  /** `lang`: if a text is in another language. */
  readonly options: readonly {
    readonly value: Value;
    readonly text: ComponentChildren;
    readonly lang?: Language;
  }[];
  readonly chosen: Value | undefined;
  readonly onPick: (value: Value) => void;
  /** One row per option, or small ones next to each other. */
  readonly look: 'choice' | 'chip';
}

/** Radio buttons of one question; the caller provides the labelled group. */
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
