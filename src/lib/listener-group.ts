/** Listeners that are added and removed together. Both are idempotent. */
export interface ListenerGroup {
  start(): void;
  stop(): void;
}

interface BrowserEvent<Listener, Options extends readonly unknown[]> {
  addListener(listener: Listener, ...options: Options): void;
  removeListener(listener: Listener): void;
  hasListener(listener: Listener): boolean;
}

/** A group of one listener. */
export function listenerOn<Listener, Options extends readonly unknown[]>(
  event: BrowserEvent<Listener, Options>,
  listener: Listener,
  ...options: Options
): ListenerGroup {
  return {
    start: () => {
      if (!event.hasListener(listener)) event.addListener(listener, ...options);
    },
    stop: () => event.removeListener(listener),
  };
}

export function listenerGroup(...groups: readonly ListenerGroup[]): ListenerGroup {
  return {
    start: () => {
      for (const { start } of groups) start();
    },
    stop: () => {
      for (const { stop } of groups) stop();
    },
  };
}
