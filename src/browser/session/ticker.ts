import type { ListenerGroup } from '#lib/listener-group.ts';

/** Both browsers end a background after 30 s without an API call; each tick makes one. */
const TICK_MS = 20_000;

/** An interval that can be turned on and off. */
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
