import type { BrowserKind } from '#core/session/browser-kind.ts';
import { type SettingOutcome, settingsToHarden } from '#core/session/hardening.ts';
import type { Place } from '#core/session/place.ts';
import type { Language, Session } from '#core/session/session.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { ListenerGroup } from '#lib/listener-group.ts';
import type { TrackerBlocking } from '../blocking/block-trackers.ts';
import type { Journal, Memory, Pages, Settings, Toolbar, Upgrades } from '../ports.ts';
import type { Aftercare } from '../tidy/aftercare.ts';
import type { ClockObserver } from './clock-watch.ts';

export interface SessionControlParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly journal: Journal;
  readonly settings: Settings;
  readonly pages: Pages;
  /** What tabs do. Also there from the first tick of the background, so that it can be woken. */
  readonly events: ListenerGroup;
  /** TLS info of each page, where the browser gives it. */
  readonly tlsInfo: ListenerGroup;
  readonly toolbar: Toolbar;
  readonly upgrades: Upgrades;
  readonly trackers: Pick<TrackerBlocking, 'begin' | 'end'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly takeBaseline: () => Promise<Baseline>;
  readonly clock: Pick<ClockObserver, 'begin'>;
  readonly aftercare: Pick<Aftercare, 'end'>;
}

export interface SessionControl {
  start(place: Place, language: Language): Promise<Session>;
  change(change: {
    language?: Language | undefined;
    hideAddress?: string | undefined;
  }): Promise<Session | undefined>;
  /** Undoes what starting did, except what the tidy clears. Safe to repeat. */
  letGo(): Promise<void>;
  /** At each start of the background: a session that the browser forgot must not keep its settings. */
  recover(): Promise<void>;
}

export function createSessionControl(parts: SessionControlParts): SessionControl {
  const { memory, settings, pages } = parts;

  function watch(): void {
    parts.events.start();
    parts.tlsInfo.start();
  }

  async function start(place: Place, language: Language): Promise<Session> {
    const startedAtMs = parts.now();
    // What still came for whoever was here before is the next person's from now on.
    await parts.aftercare.end();
    const before = await parts.takeBaseline();
    const followsCutOff =
      (await memory.cutOff.get()) !== undefined || (await parts.journal.get()) !== undefined;
    // Before anything says that a session runs: a session without it would take everything for theirs.
    const baseline = (await memory.baseline.update((known) => known ?? before)) ?? before;
    // None yet, and not unknown.
    await memory.hosts.update((known) => known ?? []);
    let isNew = false;
    const session = await memory.session.update((running) => {
      isNew = !running;
      return running ?? { place, language, startedAtMs, followsCutOff, settings: [], hideAddress: undefined };
    });
    if (!session) throw new Error('session memory did not keep the session');
    if (!isNew) return session;
    await parts.clock.begin(baseline.hasLaterThings);
    await Promise.all([memory.finished.remove(), memory.cutOff.remove()]);
    await parts.journal.remove();
    watch();
    const [outcomes] = await Promise.all([
      harden(place),
      pages.watch(),
      parts.upgrades.begin([]),
      parts.trackers.begin(place),
    ]);
    await Promise.all(baseline.tabIds.map((tabId) => parts.toolbar.show(tabId, 'unknown', language)));
    return (
      (await memory.session.update((running) => running && { ...running, settings: outcomes })) ?? session
    );
  }

  async function harden(place: Place): Promise<readonly SettingOutcome[]> {
    const outcomes: SettingOutcome[] = [];
    for (const id of settingsToHarden(parts.browser, place)) {
      outcomes.push({ id, status: await settings.harden(id).catch(() => 'failed' as const) });
    }
    return outcomes;
  }

  async function letGo(): Promise<void> {
    parts.events.stop();
    parts.tlsInfo.stop();
    await Promise.allSettled([
      settings.restoreAll(),
      pages.unwatch(),
      parts.upgrades.end(),
      parts.trackers.end(),
      parts.toolbar.reset(),
    ]);
  }

  return {
    start,
    letGo,
    change: (change) =>
      memory.session.update(
        (session) =>
          session && {
            ...session,
            ...(change.language && { language: change.language }),
            ...(change.hideAddress !== undefined && { hideAddress: change.hideAddress || undefined }),
          },
      ),
    recover: async () => {
      const isSessionRunning = (await memory.session.get()) !== undefined;
      if (isSessionRunning) return watch();
      parts.events.stop();
      if (await memory.leaving.get()) return;
      // What the browser still holds for us is all that tells of a session that ended with it.
      const wasCutOff = (await settings.countHeld()) > 0 && !(await memory.finished.get());
      await letGo();
      if (wasCutOff) await memory.cutOff.set(true);
    },
  };
}
