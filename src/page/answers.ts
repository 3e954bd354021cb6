import type { GuardCause, Guarded, OutputOf } from '#contracts/messages.ts';
import { tell } from './talk.ts';

type Answer = 'asking' | 'held' | 'free';
type GuardState = OutputOf<'page/scanned'>['guardState'];

const MAX_ANSWERS = 100;
/** A page moves the focus as often as it likes; keys and clicks are a person's, and not counted. */
const MAX_FOCUS_QUESTIONS = 300;

/** What the background answered, for each kind of field and each target. */
export interface Answers {
  of(asks: Guarded, target: string): Answer | undefined;
  /** Without asking, so that not even one letter gets through; the background decides. */
  mayGo(asks: Guarded, target: string): boolean;
  /** Where no answer comes, what looks exposed stays held, and what does not is let go. */
  ask(asks: Guarded, target: string, cause: GuardCause): Promise<'held' | 'free'>;
  /** What holds for the whole of this page, before anything is asked. */
  stand(guardState: GuardState): void;
  looksExposed(target: string): boolean;
  /** The person went on past a stop: only what that covers becomes free. */
  askAgain(): Promise<void>;
  forget(): void;
}

export function createAnswers(): Answers {
  const known = new Map<string, { answer: Answer; question?: Promise<'held' | 'free'> | undefined }>();
  let guardState: GuardState;
  let focusQuestions = 0;

  /** The background judges sites, so one answer is for all addresses of one. */
  const keyOf = (asks: Guarded, target: string) => `${asks} ${originOf(target)}`;

  function looksExposed(target: string): boolean {
    return guardState === 'held' || isOpen() || target.startsWith('http:');
  }

  /** "Sign in anyway" was said of passwords that go to this very site. */
  function isReleased(asks: Guarded, target: string): boolean {
    return guardState === 'free' && asks === 'password' && originOf(target) === location.origin;
  }

  function mayGo(asks: Guarded, target: string): boolean {
    const answer = known.get(keyOf(asks, target))?.answer;
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
      // What nobody answered is asked again the next time.
      if (reply) known.set(key, { answer: isHeld ? 'held' : 'free' });
      else if (entry) known.set(key, { answer: entry.answer });
      else known.delete(key);
      return isHeld ? 'held' : 'free';
    });
    known.delete(key);
    known.set(key, { answer: entry?.answer ?? 'asking', question: answered });
    const [oldest] = known.keys();
    if (known.size > MAX_ANSWERS && oldest !== undefined) known.delete(oldest);
    return answered;
  }

  return {
    of: (asks, target) => known.get(keyOf(asks, target))?.answer,
    mayGo,
    ask,
    looksExposed,
    stand: (now) => {
      guardState = now;
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

function originOf(target: string): string {
  return /^https?:/.test(target) && URL.canParse(target) ? new URL(target).origin : target;
}

/** Chromium (156) calls no document of `data:` secure, and nothing in it, whatever page it stands in. */
function isOpen(): boolean {
  const around = [...(location.ancestorOrigins ?? [])].filter((origin) => origin !== 'null');
  const isMadeHere = self.origin === 'null' && around.length > 0;
  return !isSecureContext && !(isMadeHere && around.every((origin) => origin.startsWith('https:')));
}
