import type { PageCommand } from '#contracts/page-data.ts';
import { createAnswers } from './answers.ts';
import { askedBy } from './fields.ts';
import { createFormGuard } from './form-guard.ts';
import { MAX_TYPED } from './guarded-fields.ts';
import { createHeldInput } from './held-input.ts';
import { createReport } from './report.ts';
import { isOrphaned, runtime, tell } from './talk.ts';

/**
 * Runs in every document of a session, in a world of its own: tells the background what the document
 * shows, and holds passwords and numbers of cards back where they would be exposed. Draws and leaves
 * nothing in the page.
 *
 * What a page can begin by itself must look as without us (docs/inspection.md, "Nothing a page can see"): so
 * only what a person did counts. Keys, presses, pastes and drops are trusted events that no script can make;
 * a trusted `focusin`, `input`, `submit` or `formdata` may come of a script, and changes nothing by itself.
 */

const KEYS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput'],
  ...['compositionstart', 'compositionupdate', 'compositionend', 'paste', 'drop'],
];
const IN_TREES = ['submit', 'formdata', 'change', 'click', 'keydown', 'keypress'];
/** How long a frame may wait until it is read. */
const FRAME_MS = 2000;

/** The slot in which a script finds the one that runs already; no page sees it. */
const SLOT = 'cleanTable';

export function guardPage(): void {
  const world = globalThis as unknown as Record<typeof SLOT, { end(): void } | undefined>;
  // Put into a page again, in a later session.
  world[SLOT]?.end();
  world[SLOT] = createGuard();
}

function createGuard(): { end(): void } {
  const answers = createAnswers();
  const report = createReport(answers.stand);
  const silence = new AbortController();
  const { signal } = silence;
  const forms = createFormGuard(answers);
  const input = createHeldInput(answers, signal, observeTree, report.entered);
  const told = new WeakSet<Element>();
  let tellings = 0;
  const trees = new WeakSet<EventTarget>();
  /** `document.open()` takes all listeners away, and puts another document in the place of this one. */
  const openings = new MutationObserver(arm);

  function end(): void {
    silence.abort();
    openings.disconnect();
    report.end();
    runtime.onMessage.removeListener(onMessage);
  }

  /** What each event is for; those that are not named here are keys and words. */
  const listeners: Readonly<Record<string, (event: Event) => void>> = {
    focusin: input.onFocus,
    pageshow: onShow,
    visibilitychange: input.onTurned,
    navigate: forms.onNavigate,
    click: forms.onPress,
    submit: forms.onSubmit,
    formdata: forms.onFormData,
    change: onChange,
  };

  /** Only what the browser made itself counts; a script that its extension has left behind falls silent. */
  function hear(event: Event): void {
    if (!event.isTrusted) return;
    if (isOrphaned()) end();
    else (listeners[event.type] ?? onKey)(event);
  }

  /** Always the same listener: adding it again changes nothing. */
  function listen(target: EventTarget, types: readonly string[]): void {
    for (const type of types) target.addEventListener(type, hear, { capture: true, signal });
  }

  /** The window's capture phase comes before anything a page can register. What is there already keeps its place. */
  function arm(): void {
    listen(window, [...Object.keys(listeners), ...KEYS]);
    listen(window.navigation ?? window, ['navigate']);
  }

  /** These events do not leave a shadow root. */
  function observeTree(tree: EventTarget): void {
    if (tree === document || trees.has(tree) || signal.aborted) return;
    trees.add(tree);
    listen(tree, IN_TREES);
  }

  function onKey(event: Event): void {
    if (event.type !== 'keyup') onEnter(event);
    // A tree hears of it after the window.
    if (event.currentTarget === window) input.onKey(event);
  }

  function onEnter(event: Event): void {
    if ((event as KeyboardEvent).key === 'Enter') forms.onPress(event);
  }

  function onChange(event: Event): void {
    const field = event.composedPath()[0];
    if (!(field instanceof HTMLInputElement) || !field.value || told.has(field)) return;
    if (askedBy(field) !== 'password' || tellings >= MAX_TYPED) return;
    told.add(field);
    tellings += 1;
    void tell('secret/typed', {});
  }

  /** A page that the browser kept may come back after the session, or in the next one. */
  function onShow(event: Event): void {
    if (!(event as PageTransitionEvent).persisted) return;
    answers.forget();
    input.forget();
    void tell('page/restored', {}).then((reply) => {
      if (reply ? !reply.isWatched : isOrphaned()) end();
    });
  }

  function onMessage(message: unknown): void {
    const { name } = message as PageCommand;
    if (name === 'end') end();
    else if (name === 'release') void input.release();
  }

  /** To see what is shown, the browser has to lay a document out; in frames once it has done so anyway. */
  function begin(): void {
    if (window === window.top) report.begin();
    else requestIdleCallback(report.begin, { timeout: FRAME_MS });
  }

  arm();
  openings.observe(document, { childList: true });
  runtime.onMessage.addListener(onMessage);
  if (document.readyState === 'loading') {
    addEventListener('DOMContentLoaded', begin, { once: true, signal });
  } else {
    begin();
  }
  return { end };
}
