import type {
  Envelope,
  Guarded,
  InputOf,
  MessageName,
  OutputOf,
  RawLook,
  Reply,
} from '#contracts/messages.ts';
import { askedBy, isGuarded, shadowOf, targetOf } from './fields.ts';
import { look } from './look.ts';

/**
 * Runs in every page of a sitting, in a world of its own: tells the background what the document
 * shows, and holds passwords and numbers of cards back where they would be exposed. Draws and leaves
 * nothing in the page.
 */

/** No polyfill here: every byte is paid in every frame, and both browsers answer with promises. */
interface Runtime {
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: { addListener(listener: (message: unknown) => void): void };
}
declare const browser: { runtime: Runtime } | undefined;
declare const chrome: { runtime: Runtime };
const runtime = (typeof browser === 'undefined' ? chrome : browser).runtime;

async function tell<Name extends MessageName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name> | undefined> {
  const envelope: Envelope = { name, input };
  try {
    const reply = (await runtime.sendMessage(envelope)) as Reply<OutputOf<Name>> | undefined;
    return reply?.ok ? reply.value : undefined;
  } catch {
    // The extension was updated or removed: nobody could open the way on, so nothing is held back.
    return undefined;
  }
}

/** What was answered for a kind of field and its target. No entry: not asked yet. */
type Answer = 'asking' | 'held' | 'free';
const answers = new Map<string, Answer>();
/** For the whole of this page: the person chose before to go on, or nothing may be typed unasked. */
let standing: OutputOf<'page/looked'>['standing'];
const disabled = new Set<HTMLInputElement>();

interface GuardedField {
  readonly field: HTMLInputElement;
  readonly asks: Guarded;
}

/** Which field an event is about; one inside a closed tree is named by nothing but its host. */
function guardedOf(event: Event): GuardedField | undefined {
  let element = event.composedPath()[0];
  while (element instanceof Element) {
    const tree = shadowOf(element);
    if (!tree?.activeElement) break;
    watchTree(tree);
    element = tree.activeElement;
  }
  return element instanceof HTMLInputElement ? guard(element) : undefined;
}

function guard(field: HTMLInputElement): GuardedField | undefined {
  const asks = askedBy(field);
  return asks && isGuarded(asks) ? { field, asks } : undefined;
}

/** A first guess without asking, so that not even one letter gets through; the background decides. */
function looksExposed(target: string): boolean {
  return standing === 'held' || location.protocol === 'http:' || target.startsWith('http:');
}

function mayGo(asks: Guarded, target: string): boolean {
  return standing === 'free' || !looksExposed(target) || answers.get(keyOf(asks, target)) === 'free';
}

function keyOf(asks: Guarded, target: string): string {
  return `${asks} ${target}`;
}

async function ask(asks: Guarded, target: string): Promise<Answer> {
  answers.set(keyOf(asks, target), 'asking');
  const reply = await tell('secret/near', { target, asks });
  const answer = reply?.isHeldBack ? 'held' : 'free';
  answers.set(keyOf(asks, target), answer);
  return answer;
}

/** Whoever types fast goes on typing, and without a field the page itself would hear it. */
const FINGERS_REST_MS = 1000;
let quietUntilMs = 0;

function holdBack(field: HTMLInputElement): void {
  quietUntilMs = performance.now() + FINGERS_REST_MS;
  field.value = '';
  // A page in the background loses no focus by itself, and would give it back to the disabled field.
  field.blur();
  field.disabled = true;
  disabled.add(field);
}

async function onFocus(event: FocusEvent): Promise<void> {
  // A page may put its field for the password there after the one for the name, and hide both in a tree.
  const [entered] = event.composedPath();
  const canBeTypedIn =
    entered instanceof HTMLInputElement || (entered instanceof Element && shadowOf(entered));
  if (canBeTypedIn) void report(true);
  const guarded = guardedOf(event);
  if (!guarded || disabled.has(guarded.field)) return;
  const { field, asks } = guarded;
  watchTree(field.getRootNode());
  const target = targetOf(field.form);
  const answer = answers.get(keyOf(asks, target));
  if (answer === 'free' || answer === 'asking') return;
  if ((await ask(asks, target)) === 'held') holdBack(field);
}

/** Letters wait until it is known that they may go. */
function onKey(event: Event): void {
  const guarded = guardedOf(event);
  const mustWait = guarded && !mayGo(guarded.asks, targetOf(guarded.field.form));
  if (!mustWait && performance.now() >= quietUntilMs) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function fieldsOf(form: HTMLFormElement): readonly HTMLInputElement[] {
  return [...form.elements].filter((element) => element instanceof HTMLInputElement).slice(0, MAX_FIELDS);
}
const MAX_FIELDS = 500;

function guardedIn(form: HTMLFormElement): readonly GuardedField[] {
  return fieldsOf(form).flatMap((field) => guard(field) ?? []);
}

/** The button of the last try to send, for the form that it belongs to. */
let pressed: { readonly form: HTMLFormElement; readonly button: HTMLElement | null } | undefined;

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const button = event.submitter;
  pressed = { form, button };
  const target = targetOf(form, button);
  const guarded = guardedIn(form).find(({ asks }) => !mayGo(asks, target));
  if (!guarded) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void ask(guarded.asks, target).then((answer) => {
    if (answer === 'held') holdBack(guarded.field);
    else form.requestSubmit(button);
  });
}

/**
 * The last moment before the words of a form go: also where a script sends it (`form.submit()` tells
 * nobody else) or named another address while it was being sent. It cannot be stopped any more, but what
 * it sends can be taken out of it.
 *
 * @source https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
 */
function onFormData({ target: form, formData }: FormDataEvent): void {
  if (!(form instanceof HTMLFormElement)) return;
  const target = targetOf(form, pressed?.form === form ? pressed.button : null);
  if (!looksExposed(target)) return;
  for (const { field, asks } of guardedIn(form)) {
    if (mayGo(asks, target) || field.value === '') continue;
    formData.delete(field.name);
    holdBack(field);
    void ask(asks, target);
  }
  const asks = new Set(fieldsOf(form).flatMap((field) => (field.value && askedBy(field)) || []));
  void tell('page/sent', { target, asks: [...asks] });
}

const told = new WeakSet<HTMLInputElement>();

function onChange(event: Event): void {
  const field = event.composedPath()[0];
  if (!(field instanceof HTMLInputElement) || field.type !== 'password' || !field.value) return;
  if (told.has(field)) return;
  told.add(field);
  void tell('secret/typed', {});
}

const trees = new WeakSet<EventTarget>();

/** These events do not leave a hidden tree. */
function watchTree(tree: EventTarget): void {
  if (trees.has(tree)) return;
  trees.add(tree);
  tree.addEventListener('submit', (event) => onSubmit(event as SubmitEvent), true);
  tree.addEventListener('formdata', (event) => onFormData(event as FormDataEvent), true);
  tree.addEventListener('change', onChange, true);
}

/** The person chose to go on: give the fields back as they were. */
function release(): void {
  quietUntilMs = 0;
  for (const field of disabled) {
    field.disabled = false;
    const asks = guard(field)?.asks;
    if (asks) answers.set(keyOf(asks, targetOf(field.form)), 'free');
  }
  disabled.clear();
}

let isTold = false;

/**
 * A message costs twice what it costs to hear that a page was opened, and most pages have nothing to tell: a
 * protected one that asks for no secret and names nothing unprotected is looked into when somebody asks.
 *
 * @param isTyped - somebody is about to type, so it matters whether the page itself is to be stopped
 */
async function report(isTyped = false): Promise<void> {
  if (isTold) return;
  const seen = look();
  if (!isTyped && !isWorthTelling(seen)) return;
  isTold = true;
  standing = (await tell('page/looked', seen))?.standing;
}

function isWorthTelling({ forms, mixedActive, mixedPassive, parts }: RawLook): boolean {
  const isProtectedPage = window === window.top && location.protocol === 'https:';
  const telling = isProtectedPage
    ? forms.filter(({ target, asks }) => target.startsWith('http:') || asks.some(isGuarded))
    : forms;
  const isOpenPage = window === window.top && !isProtectedPage;
  return isOpenPage || telling.length + mixedActive + mixedPassive + parts.length > 0;
}

export function watchPage(): void {
  // The window's capture phase comes before anything a page can register.
  addEventListener('focusin', (event) => void onFocus(event), true);
  for (const type of ['keydown', 'keypress', 'beforeinput', 'paste']) addEventListener(type, onKey, true);
  watchTree(window);
  runtime.onMessage.addListener((message) => {
    if ((message as { name?: unknown }).name === 'release') release();
  });
  if (document.readyState === 'loading') {
    addEventListener('DOMContentLoaded', () => void report(), { once: true });
  } else {
    void report();
  }
}
