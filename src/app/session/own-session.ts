import type { Language } from '#core/session/session.ts';
import type { TrackerBlocking } from '../blocking/block-trackers.ts';
import type { Memory } from '../memory.ts';
import type { OwnComputer, OwnComputerChoice } from './own-computer.ts';
import type { SessionControl } from './session.ts';

/** On the person's own computer a session starts with the browser, and again after each clean-up. */
export interface OwnSession {
  state(): Promise<{ readonly isKept: boolean }>;
  keep(isKept: boolean): Promise<{ readonly isKept: boolean }>;
  /** At each start of the background, and when a receipt was read. */
  resume(): Promise<void>;
  /** What the person chose in the session is chosen for the next one too. */
  changed(): Promise<void>;
}

export function createOwnSession(parts: {
  readonly memory: Pick<Memory, 'session' | 'leaving' | 'finished' | 'aftercare' | 'blocking'>;
  readonly ownComputer: OwnComputer;
  readonly sessions: Pick<SessionControl, 'start'>;
  readonly trackers: Pick<TrackerBlocking, 'set'>;
  readonly language: () => Promise<Language>;
  /** What is said of it would be forgotten with the start of a session. */
  readonly isCutShort: () => Promise<boolean>;
}): OwnSession {
  const { memory, ownComputer, sessions, trackers, language } = parts;

  async function start(choice: OwnComputerChoice): Promise<void> {
    const session = await sessions.start('own', choice.language);
    if (session.place === 'own') await trackers.set(choice.isBlocking);
  }

  async function chosen(): Promise<OwnComputerChoice> {
    const blocking = await memory.blocking.get();
    return { language: await language(), isBlocking: blocking?.isOn ?? false };
  }

  return {
    state: async () => ({ isKept: (await ownComputer.get()) !== undefined }),
    keep: async (isKept) => {
      if (!isKept) {
        await ownComputer.remove();
        return { isKept };
      }
      // A computer that is shared is nobody's own.
      if ((await memory.session.get())?.place === 'cafe') return { isKept: false };
      const choice = await chosen();
      await ownComputer.set(choice);
      await start(choice);
      return { isKept };
    },
    resume: async () => {
      const [choice, session, leaving, finished, aftercare, isCutShort] = await Promise.all([
        ownComputer.get().catch(() => undefined),
        memory.session.get(),
        memory.leaving.get(),
        memory.finished.get(),
        memory.aftercare.get(),
        parts.isCutShort(),
      ]);
      // Once somebody uses the browser again, the receipt has had its time.
      const isReceiptRead = !finished || !aftercare;
      if (choice && !session && !leaving && isReceiptRead && !isCutShort) await start(choice);
    },
    changed: async () => {
      const [known, session] = await Promise.all([ownComputer.get(), memory.session.get()]);
      if (known && session?.place === 'own') await ownComputer.set(await chosen());
    },
  };
}
