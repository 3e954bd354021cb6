import type { Place } from '#core/session/session.ts';
import {
  type Advanced,
  advance,
  type IdleLimit,
  inputChanged,
  isTimed,
  newStay,
  type Stay,
  type StayEvent,
  shown,
  stillHere,
  type TimeLimit,
  withIdle,
  withLimit,
} from '#core/session/session-timer.ts';
import type { Idle, Memory, Tabs, Ticker } from '../ports.ts';
import type { Leave } from '../tidy/leave.ts';

export interface StayWatch {
  /** A session started. */
  begin(place: Place, limit: TimeLimit): Promise<void>;
  change(change: { limit?: TimeLimit | undefined; idle?: IdleLimit | undefined }): Promise<Stay | undefined>;
  /** What the browser says of the person's input. */
  inputChanged(state: 'active' | 'idle' | 'locked'): Promise<void>;
  /** Time has passed: at each start of the background, at each tick, and when a page of ours asks. */
  look(): Promise<Stay | undefined>;
  stillHere(): Promise<void>;
}

export interface StayParts {
  readonly memory: Memory;
  readonly tabs: Tabs;
  readonly idle: Idle;
  readonly ticker: Ticker;
  readonly leave: Pick<Leave, 'begin'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Watches the times of a session without writing anything to disk: no alarm, but ticks while there is
 * something to count. A background that dies meanwhile goes on at its next start, where it was.
 */
export function createStayWatch({ memory, tabs, idle, ticker, leave, now }: StayParts): StayWatch {
  let turn: Promise<unknown> = Promise.resolve();

  /** One after another: two looks at once would open two pages. */
  function step(move: (stay: Stay) => Advanced): Promise<Stay | undefined> {
    const mine = turn.then(() => take(move));
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function take(move: (stay: Stay) => Advanced): Promise<Stay | undefined> {
    if (!(await memory.session.get()) || (await memory.leaving.get())) {
      ticker.run(false);
      idle.watch(0);
      return undefined;
    }
    let event: StayEvent | undefined;
    const stay = await memory.stay.update((known) => {
      const moved = known && move(known);
      event = moved?.event;
      return moved?.stay;
    });
    if (!stay) return undefined;
    idle.watch(stay.idleMinutes);
    ticker.run(isTimed(stay));
    // At the side of what the person does: it takes neither the screen nor the keyboard.
    if (event === 'remind' && (await tabs.findOwn('leave')) === undefined) await tabs.openBehind('leave');
    if (event === 'tidy') await tidy();
    return stay.ending ? follow(stay) : stay;
  }

  /** No countdown runs unseen, and a page of ours that was closed was closed by somebody. */
  async function follow(stay: Stay): Promise<Stay | undefined> {
    const open = await tabs.findOwn('leave');
    if (stay.ending?.isShown) {
      return open === undefined ? memory.stay.update((known) => known && stillHere(known)) : stay;
    }
    if (open === undefined) await tabs.openOwn('leave');
    else await tabs.show(open);
    return memory.stay.update((known) => known && shown(known, now()));
  }

  async function tidy(): Promise<void> {
    const leaveTabId = await tabs.findOwn('leave');
    const request = { scope: 'sitting', keepFiles: [], leaveOut: [], closeTabs: [] } as const;
    await leave.begin({ ...request, clipboardCleared: false, leaveTabId });
  }

  const unmoved = (stay: Stay): Advanced => ({ stay, event: undefined });

  return {
    begin: async (place, limit) => {
      await memory.stay.update((known) => known ?? withLimit(newStay(place), limit, now()));
      await step(unmoved);
    },
    change: ({ limit, idle: minutes }) =>
      step((stay) => {
        const limited = limit === undefined ? stay : withLimit(stay, limit, now());
        return unmoved(minutes === undefined ? limited : withIdle(limited, minutes));
      }),
    inputChanged: async (state) => {
      await step((stay) => inputChanged(stay, state, now()));
    },
    look: () => step((stay) => advance(stay, now())),
    stillHere: async () => {
      await step((stay) => unmoved(stillHere(stay)));
    },
  };
}
