import { PATIENT_TRY_MS, TRY_MS, type UpgradeAttempt } from '#core/network/https-first.ts';
import type { Later } from '#lib/limit.ts';
import type { Memory } from '../memory.ts';

/** Tabs that wait for HTTPS, with their time limits. */
export interface UpgradeAttempts {
  of(tabId: number): Promise<UpgradeAttempt | undefined>;
  set(tabId: number, attempt: UpgradeAttempt): Promise<void>;
  answered(tabId: number, host: string): Promise<void>;
  forget(tabId: number): Promise<void>;
  /** Starts the timer of an attempt; `onSilent` is called if it is still pending then. */
  wait(tabId: number, attempt: UpgradeAttempt): void;
  /** Called when the background starts. */
  resume(): Promise<void>;
}

export interface UpgradeAttemptsParts {
  readonly memory: Pick<Memory, 'upgradeAttempts'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly later: Later;
  /** Firefox has no timeout of its own; Chromium's is half a minute. */
  readonly onSilent: (tabId: number, attempt: UpgradeAttempt) => void;
}

export function createUpgradeAttempts({
  memory,
  now,
  later,
  onSilent,
}: UpgradeAttemptsParts): UpgradeAttempts {
  async function of(tabId: number): Promise<UpgradeAttempt | undefined> {
    return (await memory.upgradeAttempts.get())?.[tabId];
  }

  function wait(tabId: number, { startedAtMs, isAnswered, isPatient }: UpgradeAttempt): void {
    if (isAnswered) return;
    const ms = isPatient ? PATIENT_TRY_MS : TRY_MS;
    later(Math.max(0, startedAtMs + ms - now()), () => void end(tabId, startedAtMs));
  }

  async function end(tabId: number, startedAtMs: number): Promise<void> {
    const attempt = await of(tabId);
    if (attempt && !attempt.isAnswered && attempt.startedAtMs === startedAtMs) onSilent(tabId, attempt);
  }

  return {
    of,
    set: async (tabId, attempt) => {
      await memory.upgradeAttempts.update((known) => ({ ...known, [tabId]: attempt }));
    },
    answered: async (tabId, host) => {
      await memory.upgradeAttempts.update((known) => {
        const attempt = known?.[tabId];
        return attempt?.host === host ? { ...known, [tabId]: { ...attempt, isAnswered: true } } : known;
      });
    },
    forget: async (tabId) => {
      if (await of(tabId)) await memory.upgradeAttempts.update(({ [tabId]: _, ...others } = {}) => others);
    },
    wait,
    resume: async () => {
      for (const [tabId, attempt] of Object.entries((await memory.upgradeAttempts.get()) ?? {})) {
        wait(Number(tabId), attempt);
      }
    },
  };
}
