import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Long enough that no stray key or touch starts it, short enough for someone in a hurry. */
export const HOLD_MS = 2000;

interface HoldButtonProps {
  readonly action: string;
  readonly onHeld: () => void;
  /** Id of the sentence that says how to use it. */
  readonly describedBy: string;
  readonly children: ComponentChildren;
}

/** A button that acts only when held down, by pointer, Space or Enter. Letting go early does nothing. */
export function HoldButton({ action, onHeld, describedBy, children }: HoldButtonProps) {
  const [isHeld, setIsHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  function press(): void {
    if (timer.current !== undefined) return;
    setIsHeld(true);
    timer.current = setTimeout(() => {
      release();
      onHeld();
    }, HOLD_MS);
  }

  function release(): void {
    clearTimeout(timer.current);
    timer.current = undefined;
    setIsHeld(false);
  }

  useLayoutEffect(() => () => clearTimeout(timer.current), []);

  return (
    <button
      type="button"
      class="hold"
      data-action={action}
      data-held={isHeld}
      aria-describedby={describedBy}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onBlur={release}
      onContextMenu={preventDefault}
      onKeyDown={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        // A key that is still down from somewhere else is not meant for this button.
        if (!event.repeat) press();
      }}
      onKeyUp={(event) => {
        if (isPressKey(event)) release();
      }}
    >
      <span class="hold-progress" aria-hidden="true" />
      <span class="hold-label">{children}</span>
    </button>
  );
}

function isPressKey({ key }: KeyboardEvent): boolean {
  return key === ' ' || key === 'Enter';
}

/** A long touch opens a menu otherwise, and the hold would end. */
function preventDefault(event: Event): void {
  event.preventDefault();
}
