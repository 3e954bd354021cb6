import type { ComponentChildren } from 'preact';

interface CheckProps {
  readonly name: string;
  readonly value?: string | number;
  readonly isChecked: boolean;
  /** Names what the words beside the box leave open. */
  readonly label?: string;
  readonly onChange: (isChecked: boolean) => void;
  readonly children: ComponentChildren;
}

/** A box to tick, with its words. */
export function Check({ name, value, isChecked, label, onChange, children }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        value={value}
        checked={isChecked}
        aria-label={label}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
