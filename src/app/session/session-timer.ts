import type { Place } from '#core/session/place.ts';
import {
  type Advanced,
  advance,
  type IdleLimit,
  inputChanged,
  isTimed,
  newSessionTimer,
  type SessionTimer,
  shown,
  stillHere,
  type TimeLimit,
  type TimerEvent,
  withIdle,
  withLimit,
} from '#core/session/session-timer.ts';
import type { ListenerGroup } from '#lib/listener-group.ts';
import { createSerialQueue } from '#lib/serial-queue.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';
import type { Leave } from '../tidy/leave.ts';

export interface TimerChange {
  readonly limit?: TimeLimit | undefined;
  readonly idle?: IdleLimit | undefined;
}

export interface SessionTimerControl {
  /** A session started. */
  start(place: Place, limit: TimeLimit): Promise<void>;
  change(change: TimerChange): Promise<SessionTimer | undefined>;
  /** Handles `idle.onStateChanged`. */
  inputChanged(state: 'active' | 'idle' | 'locked'): Promise<void>;
  /** Advances the timers: when the background starts, at each tick, and when a page asks. */
  tick(): Promise<SessionTimer | undefined>;
  stillHere(): Promise<void>;
}

export interface SessionTimerParts {
  readonly memory: Memory;
  readonly tabs: Tabs;
  /** Sets the idle time in minutes after which the browser reports; 0: as rarely as possible. */
  readonly tellIdleAfter: (minutes: number) => void;
  /** Creates an interval that keeps the background alive while it runs. */
  readonly createTicker: (onTick: () => void) => ListenerGroup;
  readonly leave: Pick<Leave, 'begin'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Runs the timers of a session without writing to disk: no alarms, but ticks while a timer runs. A restarted background
 * continues where the last one stopped.
 */
export function createSessionTimer({
  memory,
  tabs,
  tellIdleAfter,
  createTicker,
  leave,
  now,
}: SessionTimerParts): SessionTimerControl {
  const ticker = createTicker(() => void tick());
  const enqueue = createSerialQueue<'timer'>();

  /** Serialized, because two concurrent ticks would open two pages. */
  function step(move: (timer: SessionTimer) => Advanced): Promise<SessionTimer | undefined> {
    return enqueue('timer', () => take(move));
  }

  async function take(move: (timer: SessionTimer) => Advanced): Promise<SessionTimer | undefined> {
    if (!(await memory.session.get()) || (await memory.leaving.get())) {
      ticker.stop();
      tellIdleAfter(0);
      return undefined;
    }
    let event: TimerEvent | undefined;
    const timer = await memory.timer.update((known) => {
      const moved = known && move(known);
      event = moved?.event;
      return moved?.timer;
    });
    if (!timer) return undefined;
    tellIdleAfter(timer.idleMinutes);
    if (isTimed(timer)) ticker.start();
    else ticker.stop();
    // In a background tab: it takes neither the screen nor the keyboard focus.
    if (event === 'remind' && (await tabs.findOwn('leave')) === undefined) await tabs.openBehind('leave');
    if (event === 'tidy') await tidy();
    return timer.ending ? follow(timer) : timer;
  }

  /** Opens the page of a countdown, or cancels the countdown if the person closed that page. */
  async function follow(timer: SessionTimer): Promise<SessionTimer | undefined> {
    const open = await tabs.findOwn('leave');
    if (timer.ending?.isShown) {
      return open === undefined ? memory.timer.update((known) => known && stillHere(known)) : timer;
    }
    if (open === undefined) await tabs.openOwn('leave');
    else await tabs.show(open);
    return memory.timer.update((known) => known && shown(known, now()));
  }

  async function tidy(): Promise<void> {
    const leaveTabId = await tabs.findOwn('leave');
    const request = { scope: 'sitting', keepFiles: [], leaveOut: [], closeTabs: [] } as const;
    await leave.begin({ ...request, clipboardCleared: false, leaveTabId });
  }

  function tick(): Promise<SessionTimer | undefined> {
    return step((timer) => advance(timer, now()));
  }

  const unmoved = (timer: SessionTimer): Advanced => ({ timer, event: undefined });

  return {
    start: async (place, limit) => {
      await memory.timer.update((known) => known ?? withLimit(newSessionTimer(place), limit, now()));
      await step(unmoved);
    },
    change: ({ limit, idle: minutes }) =>
      step((timer) => {
        const limited = limit === undefined ? timer : withLimit(timer, limit, now());
        return unmoved(minutes === undefined ? limited : withIdle(limited, minutes));
      }),
    inputChanged: async (state) => {
      await step((timer) => inputChanged(timer, state, now()));
    },
    tick,
    stillHere: async () => {
      await step((timer) => unmoved(stillHere(timer)));
    },
  };
}
