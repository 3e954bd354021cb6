import type { Answers } from './answers.ts';
import { isTypedIn, targetOf } from './fields.ts';
import {
  fieldOf,
  formOf,
  type GuardedField,
  guard,
  hold,
  noteSecret,
  noteTyped,
  type TypedField,
  textIn,
  written,
} from './guarded-fields.ts';
import { isShown } from './shown.ts';

const MAX_WAITING = 1000;
/** How often a held field brings the interstitial back while somebody types. */
const ASK_AGAIN_MS = 2000;
/** How long after the way back a focus alone brings no interstitial. */
const BACK_REST_MS = 5000;

/** Keeps what is typed into fields for secrets until it is known that it may go. */
export interface HeldInput {
  onFocus(event: Event): void;
  /** Keys, and words that come in other ways. */
  onKey(event: Event): void;
  /** The tab came to the front or left it. */
  onTurned(): void;
  /** The person went on past an interstitial. */
  release(): Promise<void>;
  /** What was typed belongs to a session that is over. */
  forget(): void;
}

/**
 * @param signal - aborted when the guard falls silent
 * @param onTree - a field in this tree was reached: some events do not leave it
 * @param onEntered - somebody is about to type here
 */
export function createHeldInput(
  answers: Answers,
  signal: AbortSignal,
  onTree: (tree: Node) => void,
  onEntered: (field: Element) => void,
): HeldInput {
  /** What was typed while it was asked: nothing is lost where it may go. */
  let waiting: { readonly field: TypedField; text: string } | undefined;
  /** The field as it was, for what cannot be stopped, such as words that are put together from several keys. */
  let before: { readonly field: TypedField; readonly value: string } | undefined;
  const heldKeys = new Set<string>();
  /** When an interstitial was asked for, and when the tab came to the front or left it. */
  let askedAtMs: number | undefined;
  let turnedAtMs = 0;

  /** Asks, and gives back what waited for the answer. */
  function ask({ field, asks }: GuardedField, target: string, cause: 'focus' | 'input' | 'check'): void {
    if (cause !== 'check') askedAtMs = performance.now();
    void answers.ask(asks, target, cause).then((answer) => {
      if (answer === 'free') giveBack(field);
    });
  }

  function giveBack(field: TypedField): void {
    if (waiting?.field !== field) return;
    const { text } = waiting;
    waiting = undefined;
    if (text === '' || signal.aborted) return;
    noteTyped(field);
    if (!field.matches(':focus')) field.focus();
    // As typed: with the events that the page would have heard.
    document.execCommand('insertText', false, text);
  }

  function onFocus(event: Event): void {
    const field = fieldOf(event, onTree);
    if (!(field instanceof HTMLElement) || !isTypedIn(field)) return;
    onTree(field.getRootNode());
    onEntered(field);
    const guarded = guard(field);
    if (!guarded) return;
    const target = targetOf(formOf(field));
    const answer = answers.of(guarded.asks, target);
    if (answer === 'free' || answer === 'asking') return;
    // Whoever went back from the interstitial gets the focus back where it was, in Chromium before the page is shown.
    if (answer === 'held' && !isRested(BACK_REST_MS)) return;
    // A script moves the focus too; whoever pressed something a moment ago may be about to type.
    const isPersons = navigator.userActivation?.isActive && document.hasFocus() && isShown(field);
    if (isPersons) ask(guarded, target, 'focus');
    else if (!answer) ask(guarded, target, 'check');
  }

  /** The interstitial was not asked for yet, or that is some time ago, and so is the way back. */
  function isRested(ms: number): boolean {
    return askedAtMs === undefined || performance.now() - Math.max(askedAtMs, turnedAtMs) > ms;
  }

  function onKey(event: Event): void {
    if (event.type === 'keyup') {
      if (heldKeys.delete((event as KeyboardEvent).code)) hold(event);
      return;
    }
    const field = fieldOf(event, onTree);
    if (event.type === 'input') {
      onInput(event, field);
      return;
    }
    if (event.type === 'keydown' && isWayOut(event as KeyboardEvent)) return;
    const guarded = guard(field);
    const target = guarded && targetOf(formOf(guarded.field));
    if (!guarded || target === undefined || answers.mayGo(guarded.asks, target)) {
      if (field && wordsOf(event) !== '' && event.type !== 'beforeinput') noteTyped(field);
      return;
    }
    if (event.type === 'keydown') heldKeys.add((event as KeyboardEvent).code);
    if (event.type === 'beforeinput' && !event.cancelable) rememberValue(guarded.field);
    hold(event);
    wait(guarded.field, event);
    const answer = answers.of(guarded.asks, target);
    if (!answer || (answer === 'held' && isRested(ASK_AGAIN_MS))) ask(guarded, target, 'input');
  }

  function rememberValue(field: TypedField): void {
    before = { field, value: textIn(field) };
    setTimeout(() => {
      before = undefined;
    });
  }

  /** A script makes these too; only after a word that could not be stopped, one is to be taken back. */
  function onInput(event: Event, field: Element | undefined): void {
    if (before && before.field === field) {
      if ('value' in before.field) before.field.value = before.value;
      else before.field.textContent = before.value;
      hold(event);
    } else if (field && written.has(field)) {
      setTimeout(() => afterInput(field));
    }
  }

  /** A field may become one for a secret while somebody types in it: asked before the next key comes. */
  function afterInput(field: Element): void {
    const guarded = guard(field);
    if (!guarded || signal.aborted) return;
    const target = targetOf(formOf(guarded.field));
    noteSecret(guarded);
    if (!answers.mayGo(guarded.asks, target) && !answers.of(guarded.asks, target)) {
      ask(guarded, target, 'input');
    }
  }

  function wait(field: TypedField, event: Event): void {
    if (waiting?.field !== field) waiting = { field, text: '' };
    const { key = '' } = event as KeyboardEvent;
    if (event.type === 'keydown' && key === 'Backspace') waiting.text = waiting.text.slice(0, -1);
    waiting.text = `${waiting.text}${wordsOf(event)}`.slice(0, MAX_WAITING);
  }

  return {
    onFocus,
    onKey,
    onTurned: () => {
      turnedAtMs = performance.now();
    },
    release: async () => {
      await answers.askAgain();
      const guarded = guard(waiting?.field);
      if (guarded && answers.mayGo(guarded.asks, targetOf(formOf(guarded.field)))) giveBack(guarded.field);
    },
    forget: () => {
      waiting = undefined;
    },
  };
}

/** Keys that write nothing: they lead out of a field, or to the browser. */
function isWayOut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return /^(Tab|Escape|F\d+)$/.test(key) || ((ctrlKey || metaKey || altKey) && key !== 'AltGraph');
}

/** What this event would have written. */
function wordsOf(event: Event): string {
  const { key = '' } = event as KeyboardEvent;
  const { data, inputType } = event as InputEvent;
  if (event.type === 'keydown') return key.length === 1 ? key : '';
  if (event.type === 'beforeinput') return inputType === 'insertCompositionText' ? '' : (data ?? '');
  if (event.type === 'compositionend') return data ?? '';
  if (event.type === 'paste') return (event as ClipboardEvent).clipboardData?.getData('text/plain') ?? '';
  if (event.type === 'drop') return (event as DragEvent).dataTransfer?.getData('text/plain') ?? '';
  return '';
}
