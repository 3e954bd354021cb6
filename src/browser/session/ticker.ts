import type { Ticker } from '#app/ports.ts';

/** Both browsers end a background after 30 s without a call to them; each look makes one. */
const TICK_MS = 20_000;

/** A clock that runs only while it is asked to. */
export function createTicker(onTick: () => void): Ticker {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    run: (isWanted) => {
      if (isWanted === (timer !== undefined)) return;
      clearInterval(timer);
      timer = isWanted ? setInterval(onTick, TICK_MS) : undefined;
    },
  };
}
