import type { Switch } from '#app/ports.ts';

interface BrowserEvent<Listener, Options extends readonly unknown[]> {
  addListener(listener: Listener, ...options: Options): void;
  removeListener(listener: Listener): void;
  hasListener(listener: Listener): boolean;
}

/** One listener that comes and goes. */
export function switchFor<Listener, Options extends readonly unknown[]>(
  event: BrowserEvent<Listener, Options>,
  listener: Listener,
  ...options: Options
): Switch {
  return {
    watch: () => {
      if (!event.hasListener(listener)) event.addListener(listener, ...options);
    },
    unwatch: () => event.removeListener(listener),
  };
}

export function joined(...switches: readonly Switch[]): Switch {
  return {
    watch: () => {
      for (const { watch } of switches) watch();
    },
    unwatch: () => {
      for (const { unwatch } of switches) unwatch();
    },
  };
}
