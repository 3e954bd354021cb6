/** On screen no longer than it takes to read: the next person may already stand behind the chair. */
export const RECEIPT_MS = 60_000;
/** Whatever goes on: a mouse that lies on a loose cable moves all night. */
const LONGEST_MS = 600_000;
/** So long after a move or a key somebody is still there. */
const HOLD_MS = 5000;
const TICK_MS = 1000;

const INPUTS = ['pointermove', 'pointerdown', 'wheel', 'keydown'] as const;

export interface ReceiptClock {
  /** From the beginning. */
  start(): void;
  stop(): void;
}

/**
 * A minute that stands still while somebody moves the mouse, types, works at a task, or is in another tab to do what
 * a task says.
 */
export function createReceiptClock(document: Document, onOver: () => void): ReceiptClock {
  let timer: ReturnType<typeof setInterval> | undefined;
  let inputAtMs = Number.NEGATIVE_INFINITY;
  let leftMs = 0;
  let longestMs = 0;

  function onInput(event: Event): void {
    // Browsers also tell of a mouse that lies still while the page moves below it.
    const { movementX, movementY } = event as PointerEvent;
    if (event.type === 'pointermove' && movementX === 0 && movementY === 0) return;
    inputAtMs = Date.now();
  }

  function isHeld(): boolean {
    if (document.hidden || Date.now() - inputAtMs < HOLD_MS) return true;
    return document.activeElement?.closest('[data-task]') != null;
  }

  function tick(): void {
    longestMs -= TICK_MS;
    if (!isHeld()) leftMs -= TICK_MS;
    if (leftMs > 0 && longestMs > 0) return;
    stop();
    onOver();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
    for (const input of INPUTS) document.removeEventListener(input, onInput);
  }

  return {
    start() {
      stop();
      leftMs = RECEIPT_MS;
      longestMs = LONGEST_MS;
      for (const input of INPUTS) document.addEventListener(input, onInput);
      timer = setInterval(tick, TICK_MS);
    },
    stop,
  };
}
