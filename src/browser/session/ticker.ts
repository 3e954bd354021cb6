import type { ListenerGroup } from '#lib/listener-group.ts';

/** Both browsers end a background after 30 s without a call to them; each look makes one. */
const TICK_MS = 20_000;

/** A clock that runs only while it is asked to. */
export function createTicker(onTick: () => void): ListenerGroup {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    start: () => {
      timer ??= setInterval(onTick, TICK_MS);
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
