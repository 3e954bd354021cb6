import { type Begin, type BeginMoment, beginsAt, type Mark } from '#core/session/begin.ts';
import { seenSince, type Times } from '#core/session/times.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import { type ClockRecord, sinceOf } from '#core/tidy/clock.ts';
import { areAllKnown } from '#core/tidy/plan.ts';
import type { NamedMoment, VisitSpan } from '#core/tidy/request.ts';
import type { Memory } from '../memory.ts';

export interface VisitSpanParts {
  readonly memory: Pick<Memory, 'session' | 'mark' | 'baseline' | 'clock' | 'hosts' | 'touchedTabs'>;
  /** What was there at a moment after the baseline, as far as the browser can still tell. */
  readonly baselineAt: (
    earlier: Baseline,
    sinceMs: number,
    hosts: readonly string[],
    tabIds: readonly number[],
  ) => Promise<Baseline>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** What the visit covers that is being left: since Start, or since the moment that the person names. */
export interface VisitSpans {
  /** What can be named; none where a session runs. */
  moments(): Promise<readonly BeginMoment[]>;
  /**
   * @param begin - counts only where nobody pressed Start; `mark` where it is left out
   * @returns `undefined` where nobody knows what was there before
   * @throws Error where that moment cannot be offered (any more)
   */
  of(begin: Begin | undefined): Promise<VisitSpan | undefined>;
  /** The same for a moment that was named before. */
  since(moment: NamedMoment): Promise<VisitSpan | undefined>;
}

/** Nobody knows that it was right. */
const UNREADABLE_CLOCK: ClockRecord = {
  earliestMs: Number.POSITIVE_INFINITY,
  mostAheadMs: 0,
  wasSetBack: true,
};

/** The leaving page asks again and again, and a baseline goes through all cookies. */
const KNOWN_FOR_MS = 10_000;
const SHOWN_FOR_MS = 60_000;

export function createVisitSpans({ memory, baselineAt, now }: VisitSpanParts): VisitSpans {
  const known = new Map<Begin, { readonly span: VisitSpan; readonly atMs: number }>();
  /** What was shown stays as long as it is asked for: signing out takes minutes, and they must not fall out in front. */
  const shown = new Map<Begin, { readonly fromMs: number; readonly askedAtMs: number }>();

  function shownFrom(begin: Begin, mark: Mark | undefined): number | undefined {
    const held = shown.get(begin);
    const isFresh = held !== undefined && Math.abs(now() - held.askedAtMs) < SHOWN_FOR_MS;
    return isFresh && mark && held.fromMs > mark.sinceMs ? held.fromMs : undefined;
  }

  type Remembered = Awaited<ReturnType<typeof remembered>>;

  function momentsOf({ mark, baseline, clock, hosts }: Remembered): readonly BeginMoment[] {
    const all = beginsAt(baseline && mark, clock, now());
    // Cookies are told apart by the hosts: where some are missing, so would be the person's.
    const hasAllHosts = areAllKnown(hosts);
    return all
      .filter(({ id }) => hasAllHosts || id === 'mark' || id === 'everything')
      .map((moment) =>
        moment.id === 'mark' ? moment : { ...moment, sinceMs: shownFrom(moment.id, mark) ?? moment.sinceMs },
      );
  }

  /** What cannot be read is as unknown as what was never kept: then less is told apart, and more is asked. */
  async function remembered() {
    const [session, mark, baseline, clock, hosts, touchedTabs] = await Promise.all([
      memory.session.get(),
      memory.mark.get(),
      memory.baseline.get().catch(() => undefined),
      memory.clock.get().catch(() => UNREADABLE_CLOCK),
      memory.hosts.get().catch(() => undefined),
      memory.touchedTabs.get().catch((): Times => ({})),
    ]);
    return { session, mark, baseline, clock, hosts, touchedTabs };
  }

  async function moments(): Promise<readonly BeginMoment[]> {
    const all = await remembered();
    return all.session ? [] : momentsOf(all);
  }

  function spanOf(
    { session, mark, clock, hosts, touchedTabs = {} }: Remembered,
    { fromMs, baseline }: NamedMoment,
  ): VisitSpan | undefined {
    const startedAtMs = fromMs ?? session?.startedAtMs ?? mark?.sinceMs;
    if (startedAtMs === undefined) return undefined;
    return {
      startedAtMs: fromMs ?? sinceOf(startedAtMs, clock, now()),
      fromMs,
      hasTrueDates: !clock?.wasSetBack,
      hosts: hosts && seenSince(hosts, fromMs),
      tabIds: seenSince(touchedTabs, fromMs).map(Number),
      baseline,
    };
  }

  async function of(begin: Begin | undefined): Promise<VisitSpan | undefined> {
    const all = await remembered();
    const { session, baseline, hosts = {}, touchedTabs = {} } = all;
    if (!baseline) return undefined;
    if (session || begin === undefined || begin === 'mark' || begin === 'everything') {
      return spanOf(all, { fromMs: undefined, baseline });
    }
    const fromMs = momentsOf(all).find(({ id }) => id === begin)?.sinceMs;
    if (fromMs === undefined)
      throw new Error('the clock of this computer does not tell what came since then');
    shown.set(begin, { fromMs, askedAtMs: now() });
    const before = known.get(begin);
    if (before?.span.fromMs === fromMs && Math.abs(now() - before.atMs) < KNOWN_FOR_MS) return before.span;
    const tabIds = seenSince(touchedTabs, fromMs).map(Number);
    const then = await baselineAt(baseline, fromMs, seenSince(hosts, fromMs), tabIds);
    const span = spanOf(all, { fromMs, baseline: then });
    if (span) known.set(begin, { span, atMs: now() });
    return span;
  }

  return { moments, of, since: async (moment) => spanOf(await remembered(), moment) };
}
