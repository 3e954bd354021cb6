import type { Guarded } from '#contracts/messages.ts';
import { createAnswers } from './answers.ts';
import { attributeOf } from './field-text.ts';
import { askedBy, isGuarded, isTypedIn, shadowOf, targetOf } from './fields.ts';
import { createReport } from './report.ts';
import { isShown } from './shown.ts';
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

/** An input, a text area, or a box that a page made of some element. */
type TypedField = HTMLElement;

interface GuardedField {
  readonly field: TypedField;
  readonly asks: Guarded;
}

/** Which field an event is about; one inside a closed tree is named by nothing but its host. */
function fieldOf(event: Event, onTree: (tree: ShadowRoot) => void): Element | undefined {
  let element = event.composedPath()[0];
  while (element instanceof Element) {
    const tree = shadowOf(element);
    if (!tree?.activeElement) break;
    onTree(tree);
    element = tree.activeElement;
  }
  return element instanceof Element ? element : undefined;
}

function guard(field: Element | undefined): GuardedField | undefined {
  if (!(field instanceof HTMLElement)) return undefined;
  const asks = askedBy(field);
  return asks && isGuarded(asks) ? { field, asks } : undefined;
}

const MAX_FIELDS = 500;

/** By the prototype: a form may have a field named "elements". */
function fieldsOf(form: HTMLFormElement): readonly FormField[] {
  const elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get?.call(form);
  return [...(elements as HTMLFormControlsCollection)]
    .slice(0, MAX_FIELDS)
    .filter((element): element is FormField => isTypedIn(element));
}

type FormField = HTMLInputElement | HTMLTextAreaElement;

/** A box has text in the place of a value, and no form. */
const textIn = (field: TypedField): string => (field as FormField).value ?? field.textContent;
const formOf = (field: TypedField) => (field as FormField).form ?? null;

function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, '');
}

function guardedIn(form: HTMLFormElement): readonly GuardedField[] {
  return fieldsOf(form).flatMap((field) => guard(field) ?? []);
}

/** Keys that write nothing: they lead out of a field, or to the browser. */
function isWayOut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return /^(Tab|Escape|F\d+)$/.test(key) || ((ctrlKey || metaKey || altKey) && key !== 'AltGraph');
}

const KEYS = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput'];
const WORDS = ['compositionstart', 'compositionupdate', 'compositionend', 'paste', 'drop'];
const MAX_WAITING = 1000;
/** How often a held field brings the interstitial back while somebody types. */
const ASK_AGAIN_MS = 2000;
/** How long after the way back a focus alone brings no interstitial. */
const BACK_REST_MS = 5000;
/** How long a frame may wait until it is read. */
const FRAME_MS = 2000;
const MAX_SENT = 20;
const MAX_ADDRESS = 2048;
const MAX_TYPED = 50;

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
  let isOver = false;

  /** With what a person wrote in it. */
  const written = new WeakSet<Element>();
  /** Those of them that ask for a secret. */
  const secrets = new Set<TypedField>();
  /** What was typed while it was asked: nothing is lost where it may go. */
  let waiting: { readonly field: TypedField; text: string } | undefined;
  /** The field as it was, for what cannot be stopped, such as words that are put together from several keys. */
  let before: { readonly field: TypedField; readonly value: string } | undefined;
  const heldKeys = new Set<string>();
  /** When an interstitial was asked for, and when the tab came to the front or left it. */
  let askedAtMs: number | undefined;
  let turnedAtMs = 0;

  function end(): void {
    if (isOver) return;
    isOver = true;
    silence.abort();
    openings.disconnect();
    report.end();
    runtime.onMessage.removeListener(onMessage);
  }

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
    if (text === '' || isOver) return;
    note(field, guard(field));
    if (!field.matches(':focus')) field.focus();
    // As typed: with the events that the page would have heard.
    document.execCommand('insertText', false, text);
  }

  function onFocus(event: Event): void {
    if (!event.isTrusted) return;
    const field = fieldOf(event, observeTree);
    if (!(field instanceof HTMLElement) || !isTypedIn(field)) return;
    observeTree(field.getRootNode());
    report.entered(field);
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

  function hold(event: Event): void {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Letters wait until it is known that they may go. */
  function onKey(event: Event): void {
    if (!event.isTrusted) return;
    if (event.type === 'keyup') {
      if (heldKeys.delete((event as KeyboardEvent).code)) hold(event);
      return;
    }
    onEnter(event);
    const field = fieldOf(event, observeTree);
    if (event.type === 'input') {
      onInput(event, field);
      return;
    }
    if (event.type === 'keydown' && isWayOut(event as KeyboardEvent)) return;
    const guarded = guard(field);
    const target = guarded && targetOf(formOf(guarded.field));
    if (!guarded || target === undefined || answers.mayGo(guarded.asks, target)) {
      if (field && wordsOf(event) !== '' && event.type !== 'beforeinput') note(field, guarded);
      return;
    }
    if (isOrphaned()) {
      end();
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

  function note(field: Element, guarded: GuardedField | undefined): void {
    written.add(field);
    if (guarded && secrets.size < MAX_TYPED) secrets.add(guarded.field);
  }

  /** A field may become one for a secret while somebody types in it: asked before the next key comes. */
  function afterInput(field: Element): void {
    const guarded = guard(field);
    if (!guarded || isOver) return;
    const target = targetOf(formOf(guarded.field));
    if (secrets.size < MAX_TYPED) secrets.add(guarded.field);
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

  /** Where a person just pressed, or pressed Enter, until the browser has done what comes of it. */
  let press: readonly EventTarget[] = [];

  function onPress(event: Event): void {
    if (!event.isTrusted) return;
    press = event.composedPath();
    setTimeout(() => {
      press = [];
    });
  }

  function onEnter(event: Event): void {
    if ((event as KeyboardEvent).key === 'Enter') onPress(event);
  }

  function isPressed(form: HTMLFormElement, button: Element | null): boolean {
    const root = form.getRootNode();
    const host = root instanceof ShadowRoot ? root.host : undefined;
    return press.some((node) => node === button || node === form || node === host);
  }

  /** The last try to send. */
  let sending: { event: SubmitEvent; form: HTMLFormElement; isPersons: boolean } | undefined;

  /** Filled in by a person, or sent by one: what a page fills in and sends by itself is nobody's secret. */
  function exposedIn(form: HTMLFormElement, target: string, isPersons: boolean): readonly GuardedField[] {
    return guardedIn(form).filter(
      ({ field, asks }) =>
        textIn(field) !== '' && (written.has(field) || isPersons) && !answers.mayGo(asks, target),
    );
  }

  function onSubmit(event: Event): void {
    const { target: form, submitter: button } = event as SubmitEvent;
    if (!event.isTrusted || !(form instanceof HTMLFormElement)) return;
    const isPersons = isPressed(form, button);
    const trial = { event: event as SubmitEvent, form, isPersons };
    sending = trial;
    setTimeout(() => {
      if (sending === trial) sending = undefined;
    });
    const target = targetOf(form, button);
    const [guarded] = exposedIn(form, target, isPersons);
    if (!guarded) return;
    if (isOrphaned()) {
      end();
      return;
    }
    hold(event);
    void answers.ask(guarded.asks, target, 'sending').then((answer) => {
      if (answer === 'free') HTMLFormElement.prototype.requestSubmit.call(form, button);
    });
  }

  /** A form that a script read, or is about to send: `navigate` tells. */
  let silent: HTMLFormElement | undefined;

  /**
   * The last moment before the words of a form go, where a script named another address while it was being
   * sent. Into another window it cannot be stopped any more, but what it sends can be taken out of it.
   *
   * @source https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
   */
  function onFormData(event: Event): void {
    const { target: form, formData } = event as FormDataEvent;
    if (!event.isTrusted || !(form instanceof HTMLFormElement)) return;
    const tried = sending?.form === form ? sending : undefined;
    // As long as the page still hears of it, `formData` is what the page asked for. (Firefox does not clear the phase.)
    if (tried && tried.event.currentTarget !== null) return;
    silent = form;
    if (!tried || tried.event.defaultPrevented) return;
    sending = undefined;
    const { isPersons, event: submit } = tried;
    const target = targetOf(form, submit.submitter);
    const exposed = exposedIn(form, target, isPersons);
    if (exposed.length > 0 && window.navigation && staysHere(form, submit.submitter)) {
      for (const { field } of exposed) secrets.add(field);
      return;
    }
    for (const { field, asks } of exposed) {
      formData.delete((field as FormField).name);
      void answers.ask(asks, target, 'sending');
    }
    tellSent(form, target, isPersons, new Set(exposed.map(({ field }) => field)));
  }

  function staysHere(form: HTMLFormElement, button: Element | null): boolean {
    const base = document.querySelector('base[target]')?.getAttribute('target');
    const name = button?.getAttribute('formtarget') ?? attributeOf(form, 'target') ?? '';
    return /^(_self)?$/i.test(name || base || '');
  }

  const sent = new Set<string>();

  function tellSent(
    form: HTMLFormElement,
    target: string,
    isPersons: boolean,
    held: ReadonlySet<Element>,
  ): void {
    if (!answers.looksExposed(target) || sent.size >= MAX_SENT) return;
    const went = fieldsOf(form).filter(
      (field) => field.value !== '' && (written.has(field) || isPersons) && !held.has(field),
    );
    const asks = [...new Set(went.flatMap((field) => askedBy(field) ?? []))];
    const what = `${asks} ${target}`;
    if (asks.length === 0 || sent.has(what)) return;
    sent.add(what);
    void tell('page/sent', { target, asks });
  }

  /**
   * `form.submit()` tells nobody but this: the document goes to another with a secret that somebody wrote here.
   * Chromium 102, Firefox 147; before them it goes.
   */
  function onNavigate(event: Event): void {
    if (!event.isTrusted) return;
    const { destination, formData } = event as NavigateEvent;
    const { url } = destination;
    const form = silent;
    silent = undefined;
    if (!answers.looksExposed(url)) return;
    // Not by its iterators: Firefox shows those of a page without a way to run through them.
    const words = new Set<unknown>();
    if (URL.canParse(url)) new URL(url).searchParams.forEach((value) => void words.add(value));
    formData?.forEach((value) => void words.add(value));
    const target = url.slice(0, MAX_ADDRESS);
    const carried = [...secrets].flatMap((field) => (words.has(textIn(field)) ? (guard(field) ?? []) : []));
    const exposed = carried.find(({ field, asks }) => textIn(field) !== '' && !answers.mayGo(asks, target));
    if (!exposed) {
      if (form && withoutQuery(targetOf(form)) === withoutQuery(target)) {
        tellSent(form, targetOf(form), false, new Set());
      }
      return;
    }
    if (isOrphaned()) {
      end();
      return;
    }
    hold(event);
    void answers.ask(exposed.asks, target, 'sending').then((answer) => {
      if (answer !== 'free') return;
      if (formData && form) HTMLFormElement.prototype.submit.call(form);
      else location.assign(url);
    });
  }

  const told = new WeakSet<Element>();
  let tellings = 0;

  function onChange(event: Event): void {
    const field = event.composedPath()[0];
    if (!event.isTrusted || !(field instanceof HTMLInputElement) || !field.value || told.has(field)) return;
    if (askedBy(field) !== 'password' || tellings >= MAX_TYPED) return;
    told.add(field);
    tellings += 1;
    void tell('secret/typed', {});
  }

  function listen(target: EventTarget, type: string, listener: (event: Event) => void): void {
    target.addEventListener(type, listener, { capture: true, signal: silence.signal });
  }

  const trees = new WeakSet<EventTarget>();

  /** These events do not leave a shadow root. */
  function observeTree(tree: EventTarget): void {
    if (trees.has(tree) || isOver) return;
    trees.add(tree);
    if (tree !== document) listenIn(tree);
  }

  function listenIn(tree: EventTarget): void {
    listen(tree, 'submit', onSubmit);
    listen(tree, 'formdata', onFormData);
    listen(tree, 'change', onChange);
    if (tree === window) return;
    listen(tree, 'click', onPress);
    for (const type of ['keydown', 'keypress']) listen(tree, type, onEnter);
  }

  /** The window's capture phase comes before anything a page can register. What is there already keeps its place. */
  function arm(): void {
    listen(window, 'focusin', onFocus);
    listen(window, 'click', onPress);
    for (const type of [...KEYS, ...WORDS]) listen(window, type, onKey);
    listenIn(window);
    listen(window, 'pageshow', onShow);
    listen(window, 'visibilitychange', onTurned);
    if (window.navigation) listen(window.navigation, 'navigate', onNavigate);
  }

  /** A page that the browser kept may come back after the session, or in the next one. */
  function onShow(event: Event): void {
    if (!event.isTrusted || !(event as PageTransitionEvent).persisted) return;
    answers.forget();
    waiting = undefined;
    void tell('page/restored', {}).then((reply) => {
      if (reply ? !reply.isWatched : isOrphaned()) end();
    });
  }

  function onTurned(): void {
    turnedAtMs = performance.now();
  }

  function onMessage(message: unknown): void {
    const { name } = message as { name?: unknown };
    if (name === 'end') end();
    if (name === 'release') {
      void answers.askAgain().then(() => {
        const guarded = guard(waiting?.field);
        if (guarded && answers.mayGo(guarded.asks, targetOf(formOf(guarded.field)))) giveBack(guarded.field);
      });
    }
  }

  /** `document.open()` takes all listeners away, and puts another document in the place of this one. */
  const openings = new MutationObserver(arm);

  /** To see what is shown, the browser has to lay a document out; in frames once it has done so anyway. */
  function begin(): void {
    if (window === window.top) report.begin();
    else requestIdleCallback(report.begin, { timeout: FRAME_MS });
  }

  arm();
  openings.observe(document, { childList: true });
  runtime.onMessage.addListener(onMessage);
  if (document.readyState === 'loading') {
    addEventListener('DOMContentLoaded', begin, { once: true, signal: silence.signal });
  } else {
    begin();
  }
  return { end };
}
