import type { BrowserKind } from '#core/session/browser-kind.ts';
import {
  type SettingId,
  type SettingOutcome,
  type SettingStatus,
  settingsToHarden,
} from '#core/session/hardening.ts';
import type { Place } from '#core/session/place.ts';
import type { Language, Session } from '#core/session/session.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { ListenerGroup } from '#lib/listener-group.ts';
import type { TrackerBlocking } from '../blocking/block-trackers.ts';
import type { Memory } from '../memory.ts';
import type { Upgrades } from '../network/network-facts.ts';
import type { Toolbar } from '../page/observe-visits.ts';
import type { Aftercare } from '../tidy/aftercare.ts';
import type { Journal } from '../tidy/journal.ts';
import type { ClockObserver } from './clock-watch.ts';

/** Hardened settings. The browser itself keeps track of which ones the extension controls. */
export interface Settings {
  harden(id: SettingId): Promise<SettingStatus>;
  /** Clears all settings the extension controls, from this session or an interrupted one. */
  restoreAll(): Promise<void>;
  countHeld(): Promise<number>;
}

/** The content script of a session. */
export interface PageScript {
  start(): Promise<void>;
  /** Also stops running instances in open pages. */
  stop(): Promise<void>;
}

export interface SessionControlParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly journal: Journal;
  readonly settings: Settings;
  readonly pageScript: PageScript;
  /** Tab events. Also registered on the first tick of the background, so that they can wake it. */
  readonly events: ListenerGroup;
  /** TLS info of pages, where the browser offers it. */
  readonly tlsInfo: ListenerGroup;
  readonly toolbar: Toolbar;
  readonly upgrades: Pick<Upgrades, 'start' | 'stop'>;
  readonly trackers: Pick<TrackerBlocking, 'start' | 'stop'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly takeBaseline: () => Promise<Baseline>;
  readonly clock: Pick<ClockObserver, 'start'>;
  readonly aftercare: Pick<Aftercare, 'stop'>;
}

export interface SessionControl {
  start(place: Place, language: Language): Promise<Session>;
  change(change: {
    language?: Language | undefined;
    hideAddress?: string | undefined;
  }): Promise<Session | undefined>;
  /** Undoes what `start` did, except what the tidy clears. Idempotent. */
  stop(): Promise<void>;
  /** When the background starts: restores the settings if the session was lost with the browser. */
  recover(): Promise<void>;
}

/** Whether the session takes place on a shared computer. */
export async function isShared(memory: Pick<Memory, 'session'>): Promise<boolean> {
  return (await memory.session.get())?.place === 'cafe';
}

export function createSessionControl(parts: SessionControlParts): SessionControl {
  const { memory, settings, pageScript } = parts;

  function listen(): void {
    parts.events.start();
    parts.tlsInfo.start();
  }

  async function start(place: Place, language: Language): Promise<Session> {
    const startedAtMs = parts.now();
    // What still arrives for the previous person cannot be told from the new session's data.
    await parts.aftercare.stop();
    const before = await parts.takeBaseline();
    const followsCutOff =
      (await memory.cutOff.get()) !== undefined || (await parts.journal.get()) !== undefined;
    // Before the session is stored: without a baseline everything would count as the session's.
    const baseline = (await memory.baseline.update((known) => known ?? before)) ?? before;
    // Empty means that no host was opened; a missing value, that they are unknown.
    await memory.hosts.update((known) => known ?? []);
    let isNew = false;
    const session = await memory.session.update((running) => {
      isNew = !running;
      return running ?? { place, language, startedAtMs, followsCutOff, settings: [], hideAddress: undefined };
    });
    if (!session) throw new Error('session memory did not keep the session');
    if (!isNew) return session;
    await parts.clock.start(baseline.hasLaterThings);
    await Promise.all([memory.finished.remove(), memory.cutOff.remove()]);
    await parts.journal.remove();
    listen();
    const [outcomes] = await Promise.all([
      harden(place),
      pageScript.start(),
      parts.upgrades.start([]),
      parts.trackers.start(place),
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

  async function stop(): Promise<void> {
    parts.events.stop();
    parts.tlsInfo.stop();
    await Promise.allSettled([
      settings.restoreAll(),
      pageScript.stop(),
      parts.upgrades.stop(),
      parts.trackers.stop(),
      parts.toolbar.reset(),
    ]);
  }

  return {
    start,
    stop,
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
      if (isSessionRunning) return listen();
      parts.events.stop();
      if (await memory.leaving.get()) return;
      // The settings still held are the only trace of a session that ended with the browser.
      const wasCutOff = (await settings.countHeld()) > 0 && !(await memory.finished.get());
      await stop();
      if (wasCutOff) await memory.cutOff.set(true);
    },
  };
}
