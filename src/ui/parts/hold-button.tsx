import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Long enough that no stray key or touch starts it, short enough for someone in a hurry. */
export const HOLD_MS = 2000;

interface HoldButtonProps {
  readonly className: string;
  /** Of a press, and of a hold. */
  readonly action: string;
  readonly heldAction: string;
  readonly onPress: () => void;
  readonly onHeld: () => void;
  /** What it says while it is held. */
  readonly heldText: string;
  /** Id of the sentence that says how to use it. */
  readonly describedBy: string;
  readonly children: ComponentChildren;
}

/** Does one thing when pressed, and another when held down by pointer, Space or Enter for two seconds. */
export function HoldButton(props: HoldButtonProps) {
  const { className, action, heldAction, describedBy } = props;
  const [isHeld, setIsHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** The click that follows a hold, or comes of a key, is no press. */
  const isSpent = useRef(false);

  function hold(): void {
    if (timer.current !== undefined) return;
    isSpent.current = false;
    setIsHeld(true);
    timer.current = setTimeout(() => {
      release();
      isSpent.current = true;
      props.onHeld();
    }, HOLD_MS);
  }

  /** @returns it was held, and not to the end */
  function release(): boolean {
    const wasHeld = timer.current !== undefined;
    clearTimeout(timer.current);
    timer.current = undefined;
    setIsHeld(false);
    return wasHeld;
  }

  useLayoutEffect(() => () => clearTimeout(timer.current), []);

  return (
    <button
      type="button"
      class={`hold ${className}`}
      data-action={action}
      data-hold={heldAction}
      data-held={isHeld}
      aria-describedby={describedBy}
      onPointerDown={hold}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onBlur={release}
      onContextMenu={preventDefault}
      onClick={() => {
        if (!isSpent.current) props.onPress();
        isSpent.current = false;
      }}
      onKeyDown={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        // A key that is still down from somewhere else is not meant for this button.
        if (!event.repeat) hold();
      }}
      onKeyUp={(event) => {
        if (!isPressKey(event)) return;
        // Firefox clicks on the way up, whatever was said on the way down.
        event.preventDefault();
        if (release()) props.onPress();
      }}
    >
      <span class="hold-progress" aria-hidden="true" />
      <span class="hold-label">{isHeld ? props.heldText : props.children}</span>
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
