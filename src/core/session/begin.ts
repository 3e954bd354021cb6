import type { ClockRecord } from '../tidy/clock.ts';

/** What a person can answer who leaves without having pressed Start: when their visit began. */
export const BEGINS = ['15-minutes', 'hour', 'mark', 'everything'] as const;
export type Begin = (typeof BEGINS)[number];

/** What happened when observing began. */
export type MarkCause = 'browser-start' | 'install' | 'clean-up';

/** The moment from which on pages are observed, and before which nothing is known. */
export interface Mark {
  /** Milliseconds since the epoch. */
  readonly sinceMs: number;
  readonly cause: MarkCause;
}

/** An answer with the moment that it stands for, in ms since the epoch; `undefined`: everything. */
export interface BeginMoment {
  readonly id: Begin;
  readonly sinceMs: number | undefined;
  readonly cause?: MarkCause;
}

const MINUTE_MS = 60_000;
const SPANS_MS = { '15-minutes': 15 * MINUTE_MS, hour: 60 * MINUTE_MS } as const;

/**
 * What can be offered, shortest first. A span is offered only where the mark is older, and where the clock of the
 * computer was not changed within it: dates would then say more, or less, than the answer does.
 */
export function beginsAt(
  mark: Mark | undefined,
  clock: ClockRecord | undefined,
  nowMs: number,
): readonly BeginMoment[] {
  if (!mark) return [{ id: 'everything', sinceMs: undefined }];
  const spans = (['15-minutes', 'hour'] as const)
    .map((id) => ({ id, sinceMs: nowMs - SPANS_MS[id] }))
    .filter(({ sinceMs }) => mark.sinceMs < sinceMs && isSteadySince(clock, sinceMs));
  return [
    ...spans,
    { id: 'mark', sinceMs: mark.sinceMs, cause: mark.cause },
    { id: 'everything', sinceMs: undefined },
  ];
}

function isSteadySince(clock: ClockRecord | undefined, sinceMs: number): boolean {
  if (!clock || clock.wasSetBack) return false;
  return clock.jumpedAtMs === undefined || clock.jumpedAtMs <= sinceMs;
}
