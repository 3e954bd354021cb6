import type { BrowserKind } from '#core/session/browser-kind.ts';
import {
  type SettingId,
  type SettingOutcome,
  type SettingStatus,
  settingsToHarden,
} from '#core/session/hardening.ts';
import type { Place } from '#core/session/place.ts';
import type { Language, Session } from '#core/session/session.ts';
import { asBefore } from '#core/session/times.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { TrackerBlocking } from '../blocking/block-trackers.ts';
import type { Memory } from '../memory.ts';
import type { Upgrades } from '../network/network-facts.ts';
import type { Toolbar, VisitObserver } from '../page/observe-visits.ts';
import type { Aftercare } from '../tidy/aftercare.ts';
import type { Journal } from '../tidy/journal.ts';
import type { ClockObserver } from './clock-watch.ts';
import type { Observing, PageScript } from './observing.ts';
import type { OwnComputer } from './own-computer.ts';

/** Hardened settings. The browser itself keeps track of which ones the extension controls. */
export interface Settings {
  harden(id: SettingId): Promise<SettingStatus>;
  /** Clears all settings the extension controls, from this session or an interrupted one. */
  restoreAll(): Promise<void>;
  countHeld(): Promise<number>;
}

export interface SessionControlParts {
  readonly browser: BrowserKind;
  readonly memory: Memory;
  readonly journal: Journal;
  readonly settings: Settings;
  readonly pageScript: PageScript;
  readonly toolbar: Pick<Toolbar, 'reset'>;
  readonly visits: Pick<VisitObserver, 'redraw'>;
  readonly upgrades: Pick<Upgrades, 'start' | 'stop'>;
  readonly trackers: Pick<TrackerBlocking, 'start' | 'stop'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly takeBaseline: () => Promise<Baseline>;
  readonly clock: Pick<ClockObserver, 'start'>;
  readonly aftercare: Pick<Aftercare, 'stop'>;
  readonly observing: Pick<Observing, 'resume'>;
  /** The person keeps it as their own computer. */
  readonly ownComputer: Pick<OwnComputer, 'get'>;
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
  /** Resolves once `recover` is complete: until then nobody knows whether a session was lost with the browser. */
  recovered(): Promise<void>;
}

/** Whether the session takes place on a shared computer. */
export async function isShared(memory: Pick<Memory, 'session'>): Promise<boolean> {
  return (await memory.session.get())?.place === 'cafe';
}

export function createSessionControl(parts: SessionControlParts): SessionControl {
  const { memory, settings, pageScript } = parts;
  let hasRecovered: () => void = () => undefined;
  const recovered = new Promise<void>((resolve) => {
    hasRecovered = resolve;
  });

  async function start(place: Place, language: Language): Promise<Session> {
    const startedAtMs = parts.now();
    // What still arrives for the previous person cannot be told from the new session's data.
    await parts.aftercare.stop();
    // Otherwise a mark that is still to be set would take this session for somebody else's.
    await parts.observing.resume('browser-start').catch(() => undefined);
    const running = await memory.session.get();
    if (running) return running;
    // It would end what begins now together with the rest.
    if (await memory.leaving.get()) throw new Error('a clean-up is under way');
    const baseline = await parts.takeBaseline();
    const followsCutOff =
      (await memory.cutOff.get()) !== undefined || (await parts.journal.get()) !== undefined;
    // Before anything says that a session runs: a session without it would take everything for theirs.
    await memory.baseline.set(baseline);
    await forgetPerson();
    let isNew = false;
    const session = await memory.session.update((other) => {
      isNew = !other;
      return other ?? { place, language, startedAtMs, followsCutOff, settings: [], hideAddress: undefined };
    });
    if (!session) throw new Error('session memory did not keep the session');
    if (!isNew) return session;
    await parts.clock.start(baseline.hasLaterThings);
    await Promise.all([memory.finished.remove(), memory.cutOff.remove()]);
    await parts.journal.remove();
    const [outcomes] = await Promise.all([
      harden(place),
      pageScript.start(),
      parts.upgrades.start([]),
      parts.trackers.start(place),
    ]);
    // Optional: each page draws it when it is opened.
    await parts.visits.redraw().catch(() => undefined);
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

  /** What was observed of whoever was here before. What is known of pages and of the network stays. */
  async function forgetPerson(): Promise<void> {
    await Promise.all([
      // None yet, and not unknown.
      memory.hosts.set({}),
      memory.touchedTabs.update((times) => times && asBefore(times)),
      memory.signOutEntries.remove(),
      memory.sentUnencrypted.remove(),
      memory.consents.remove(),
      memory.seen.remove(),
    ]);
  }

  async function stop(): Promise<void> {
    await Promise.allSettled([
      settings.restoreAll(),
      parts.upgrades.stop(),
      parts.trackers.stop(),
      parts.toolbar.reset(),
    ]);
  }

  return {
    start,
    stop,
    change: ({ language, hideAddress }) =>
      memory.session.update(
        (session) =>
          session && {
            ...session,
            ...(language && { language }),
            ...(hideAddress !== undefined && { hideAddress: hideAddress || undefined }),
          },
      ),
    recover: () => recover().finally(() => hasRecovered()),
    recovered: () => recovered,
  };

  async function recover(): Promise<void> {
    // Only the first background of the browser's run finds anything to recover, and it has set no mark yet.
    const known = await Promise.all([memory.session.get(), memory.leaving.get(), memory.mark.get()]);
    if (known.some((value) => value !== undefined)) return;
    // The settings still held are the only trace of a session that ended with the browser.
    const isOwn = (await parts.ownComputer.get().catch(() => undefined)) !== undefined;
    const wasCutOff = !isOwn && (await settings.countHeld()) > 0 && !(await memory.finished.get());
    await stop();
    if (wasCutOff) await memory.cutOff.set(true);
  }
}
