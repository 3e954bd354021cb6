import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Too long for a stray key or touch, short enough for someone in a hurry. */
export const HOLD_MS = 2000;

interface HoldButtonProps {
  readonly action: string;
  readonly onHeld: () => void;
  /** Id of the instructions. */
  readonly describedBy: string;
  readonly children: ComponentChildren;
}

/** A button that acts only when held down, by pointer, Space or Enter. */
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
        // Ignore a key that was pressed before the button had focus.
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

/** A long touch would open the context menu and end the hold. */
function preventDefault(event: Event): void {
  event.preventDefault();
}
