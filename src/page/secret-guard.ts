import type { PageCommand } from '#contracts/page-data.ts';
import { createAnswers } from './answers.ts';
import { askedBy } from './fields.ts';
import { createFormGuard } from './form-guard.ts';
import { MAX_TYPED } from './guarded-fields.ts';
import { createHeldInput } from './held-input.ts';
import { createReport } from './report.ts';
import { isOrphaned, runtime, tell } from './talk.ts';

/**
 * Runs in every document of a session, in the isolated world: reports forms to the background, and holds secrets back
 * where they would be exposed. Adds nothing to the page.
 *
 * Whatever a page can start by itself must behave as without the extension (docs/inspection.md, "Nothing a page can
 * detect"), so only a person's actions count. Scripts cannot create trusted key, pointer, paste and drop events; a
 * trusted `focusin`, `input`, `submit` or `formdata` may come from a script, and has no effect alone.
 */

const KEYS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput'],
  ...['compositionstart', 'compositionupdate', 'compositionend', 'paste', 'drop'],
];
/** Only a person causes these, in any page: scripts cannot make trusted ones. */
const USES = ['keydown', 'pointerdown', 'paste', 'drop'];
/** A page in use says so this often: it may have been opened by somebody else, long ago. */
const USED_EVERY_MS = 60_000;
const IN_TREES = ['submit', 'formdata', 'change', 'click', 'keydown', 'keypress'];
/** Longest delay before a frame is scanned. */
const FRAME_MS = 2000;

/** Property of the isolated world that holds the running instance; invisible to the page. */
const SLOT = 'cleanTable';

export function guardPage(): void {
  const world = globalThis as unknown as Record<typeof SLOT, { end(): void } | undefined>;
  // Injected again, in a later session.
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
  /** A page that was there before us belongs to whoever opened it until somebody uses it. */
  let usedAtMs = document.readyState === 'loading' ? Date.now() : 0;
  const trees = new WeakSet<EventTarget>();
  /** `document.open()` removes all listeners and replaces the document's content. */
  const openings = new MutationObserver(arm);

  function end(): void {
    silence.abort();
    openings.disconnect();
    report.end();
    runtime.onMessage.removeListener(onMessage);
  }

  /** Handlers by event; events that are not listed are input. */
  const listeners: Readonly<Record<string, (event: Event) => void>> = {
    focusin: input.onFocus,
    pageshow: onShow,
    visibilitychange: input.onTurned,
    navigate: forms.onNavigate,
    click: forms.onPress,
    submit: forms.onSubmit,
    formdata: forms.onFormData,
    change: onChange,
    pointerdown: () => undefined,
  };

  /** Only trusted events count; an orphaned script stops. */
  function hear(event: Event): void {
    if (!event.isTrusted) return;
    if (isOrphaned()) {
      end();
      return;
    }
    if (USES.includes(event.type)) noteUse();
    (listeners[event.type] ?? onKey)(event);
  }

  function noteUse(): void {
    if (Date.now() - usedAtMs < USED_EVERY_MS) return;
    usedAtMs = Date.now();
    void tell('page/used', {});
  }

  /** Adding the same listener again has no effect. */
  function listen(target: EventTarget, types: readonly string[]): void {
    for (const type of types) target.addEventListener(type, hear, { capture: true, signal });
  }

  /** The window's capture phase comes before anything a page can register. Existing listeners keep their place. */
  function arm(): void {
    listen(window, [...Object.keys(listeners), ...KEYS]);
    listen(window.navigation ?? window, ['navigate']);
  }

  /** For events that do not leave a shadow root. */
  function observeTree(tree: EventTarget): void {
    if (tree === document || trees.has(tree) || signal.aborted) return;
    trees.add(tree);
    listen(tree, IN_TREES);
  }

  function onKey(event: Event): void {
    if (event.type !== 'keyup') onEnter(event);
    // Events that do leave it were handled at the window.
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

  /** A page may be restored from the back/forward cache after the extension was removed or updated. */
  function onShow(event: Event): void {
    if (!(event as PageTransitionEvent).persisted) return;
    answers.forget();
    input.forget();
    if (isOrphaned()) end();
  }

  function onMessage(message: unknown): void {
    const { name } = message as PageCommand;
    if (name === 'end') end();
    else if (name === 'release') void input.release();
  }

  /** A scan forces layout; in frames it waits until the browser has done that. */
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
