import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../parts/icons.tsx';

export interface Fact<Name extends string> {
  readonly name: Name;
  readonly icon: IconName;
  readonly text: string;
  /** What it opens. */
  readonly detail: ComponentChildren;
}

interface FactRowProps<Name extends string> {
  readonly facts: readonly Fact<Name>[];
  readonly opened: string | undefined;
  readonly onOpen: (name: Name | undefined) => void;
}

/** Small facts side by side; below them the detail of the one that was asked for. */
export function FactRow<Name extends string>({ facts, opened, onOpen }: FactRowProps<Name>) {
  return (
    <div class="fact-row">
      <ul class="facts">
        {facts.map(({ name, icon, text }) => (
          <li key={name} class="fact-place">
            <button
              type="button"
              class="fact"
              data-fact={name}
              aria-expanded={opened === name}
              aria-controls={`fact-${name}`}
              onClick={() => onOpen(opened === name ? undefined : name)}
            >
              <Icon name={icon} />
              <span>{text}</span>
            </button>
          </li>
        ))}
      </ul>
      {facts.map(({ name, detail }) => (
        <div key={name} id={`fact-${name}`} class="fact-detail" hidden={opened !== name}>
          {detail}
        </div>
      ))}
    </div>
  );
}
