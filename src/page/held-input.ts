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
/** Minimum interval between interstitials while somebody types into a held field. */
const ASK_AGAIN_MS = 2000;
/** After going back, focus alone opens no interstitial for this time. */
const BACK_REST_MS = 5000;

/** Holds input into secret fields until the background has answered. */
export interface HeldInput {
  onFocus(event: Event): void;
  /** Keys, pastes, drops and composition. */
  onKey(event: Event): void;
  /** The tab became active or inactive. */
  onTurned(): void;
  /** The person continued past an interstitial. */
  release(): Promise<void>;
  /** Forgets input of an ended session. */
  forget(): void;
}

/**
 * @param signal - aborted when the guard stops
 * @param onTree - a field in this shadow root was reached, which some events do not leave
 * @param onEntered - somebody is about to type here
 */
export function createHeldInput(
  answers: Answers,
  signal: AbortSignal,
  onTree: (tree: Node) => void,
  onEntered: (field: Element) => void,
): HeldInput {
  /** Input typed while waiting for the answer; inserted if it may go. */
  let waiting: { readonly field: TypedField; text: string } | undefined;
  /** Earlier value of a field, to undo input that cannot be cancelled, such as composition. */
  let before: { readonly field: TypedField; readonly value: string } | undefined;
  const heldKeys = new Set<string>();
  /** When an interstitial was requested, and when the tab became active or inactive. */
  let askedAtMs: number | undefined;
  let turnedAtMs = 0;

  /** Asks, and inserts the waiting input if it may go. */
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
    // With the same events as typed input.
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
    // Going back from the interstitial restores the focus, in Chromium before the page is shown.
    if (answer === 'held' && !isRested(BACK_REST_MS)) return;
    // Scripts move the focus too; only after a recent click or key may somebody be about to type.
    const isPersons = navigator.userActivation?.isActive && document.hasFocus() && isShown(field);
    if (isPersons) ask(guarded, target, 'focus');
    else if (!answer) ask(guarded, target, 'check');
  }

  /** Whether enough time has passed since the last interstitial and since the return to the tab. */
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

  /** Scripts cause trusted `input` events too; only input after uncancellable typing is undone. */
  function onInput(event: Event, field: Element | undefined): void {
    if (before && before.field === field) {
      if ('value' in before.field) before.field.value = before.value;
      else before.field.textContent = before.value;
      hold(event);
    } else if (field && written.has(field)) {
      setTimeout(() => afterInput(field));
    }
  }

  /** A field may become secret while somebody types, so ask before the next key. */
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

/** Keys that insert nothing: they leave the field, or are shortcuts of the browser. */
function isWayOut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return /^(Tab|Escape|F\d+)$/.test(key) || ((ctrlKey || metaKey || altKey) && key !== 'AltGraph');
}

/** Text that the event would insert. */
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
