import type { GuardCause, Guarded, OutputOf } from '#contracts/messages.ts';
import { tell } from './talk.ts';

type Answer = 'asking' | 'held' | 'free';
type GuardState = OutputOf<'page/scanned'>['guardState'];

/** As in `core/page/field-kind.ts`, which pages do not load; a test compares the two. */
const CONSENT_LASTS_MS = 30 * 60_000;
const MAX_ANSWERS = 100;
/** A page can move the focus any number of times; keys and clicks are a person's, and not limited. */
const MAX_FOCUS_QUESTIONS = 300;

interface Entry {
  readonly answer: Answer;
  readonly atMs: number;
  readonly question?: Promise<'held' | 'free'> | undefined;
}

/**
 * Cached answers of the background, by kind of field and target.
 *
 * That an exposed secret may go is a consent, which may end while the page stays open: the background is asked again.
 */
export interface Answers {
  of(asks: Guarded, target: string): Answer | undefined;
  /** Decides synchronously, so that not a single character passes before the background's answer. */
  mayGo(asks: Guarded, target: string): boolean;
  /** Asks the background. Without an answer, exposed secrets stay held and others are free. */
  ask(asks: Guarded, target: string, cause: GuardCause): Promise<'held' | 'free'>;
  /** Sets the state of the whole page. */
  stand(guardState: GuardState): void;
  looksExposed(target: string): boolean;
  /** After "Sign in anyway": asks again, so that only what the consent covers becomes free. */
  askAgain(): Promise<void>;
  forget(): void;
}

export function createAnswers(): Answers {
  const known = new Map<string, Entry>();
  let guardState: GuardState;
  let guardStateAtMs = 0;
  let focusQuestions = 0;

  /** The background judges by origin, so one answer covers all URLs of one. */
  const keyOf = (asks: Guarded, target: string) => `${asks} ${originOf(target)}`;

  function looksExposed(target: string): boolean {
    return guardState === 'held' || isOpen() || target.startsWith('http:');
  }

  /** "Sign in anyway" covers passwords for this origin. */
  function isReleased(asks: Guarded, target: string): boolean {
    if (guardState !== 'free' || !isRecent(guardStateAtMs)) return false;
    return asks === 'password' && originOf(target) === location.origin;
  }

  function of(asks: Guarded, target: string): Answer | undefined {
    const entry = known.get(keyOf(asks, target));
    const isOver = entry?.answer === 'free' && looksExposed(target) && !isRecent(entry.atMs);
    return isOver ? undefined : entry?.answer;
  }

  function mayGo(asks: Guarded, target: string): boolean {
    const answer = of(asks, target);
    if (answer === 'free' || isReleased(asks, target)) return true;
    return answer !== 'held' && !looksExposed(target);
  }

  function ask(asks: Guarded, target: string, cause: GuardCause): Promise<'held' | 'free'> {
    const key = keyOf(asks, target);
    const entry = known.get(key);
    if (entry?.question) return entry.question;
    if (cause === 'focus' || cause === 'check') focusQuestions += 1;
    const question =
      focusQuestions > MAX_FOCUS_QUESTIONS && (cause === 'focus' || cause === 'check')
        ? Promise.resolve(undefined)
        : tell('secret/entered', { target, asks, cause });
    const answered = question.then((reply) => {
      const isHeld = reply ? reply.isHeldBack : looksExposed(target);
      // Without a reply, ask again next time.
      if (reply) known.set(key, { answer: isHeld ? 'held' : 'free', atMs: Date.now() });
      else if (entry) known.set(key, { ...entry, question: undefined });
      else known.delete(key);
      return isHeld ? 'held' : 'free';
    });
    known.delete(key);
    const { answer = 'asking', atMs = Date.now() } = entry ?? {};
    known.set(key, { answer, atMs, question: answered });
    const [oldest] = known.keys();
    if (known.size > MAX_ANSWERS && oldest !== undefined) known.delete(oldest);
    return answered;
  }

  return {
    of,
    mayGo,
    ask,
    looksExposed,
    stand: (now) => {
      guardState = now;
      guardStateAtMs = Date.now();
    },
    askAgain: async () => {
      const held = [...known].filter(([, { answer }]) => answer === 'held').map(([key]) => key);
      await Promise.all(
        held.map((key) => {
          const at = key.indexOf(' ');
          return ask(key.slice(0, at) as Guarded, key.slice(at + 1), 'check');
        }),
      );
    },
    forget: () => {
      known.clear();
      guardState = undefined;
    },
  };
}

function isRecent(atMs: number): boolean {
  return Date.now() - atMs < CONSENT_LASTS_MS;
}

function originOf(target: string): string {
  return /^https?:/.test(target) && URL.canParse(target) ? new URL(target).origin : target;
}

/** Chromium (156) never treats a `data:` document as a secure context, whatever page embeds it. */
function isOpen(): boolean {
  const around = [...(location.ancestorOrigins ?? [])].filter((origin) => origin !== 'null');
  const isMadeHere = self.origin === 'null' && around.length > 0;
  return !isSecureContext && !(isMadeHere && around.every((origin) => origin.startsWith('https:')));
}
