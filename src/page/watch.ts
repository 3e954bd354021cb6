import type { Envelope, InputOf, MessageName, OutputOf, Reply } from '#contracts/messages.ts';
import { look } from './look.ts';

/**
 * Runs in every page of a sitting, in a world of its own: tells the background what the document
 * shows, and holds passwords back where they would be exposed. Draws and leaves nothing in the page.
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

/** What was answered for a form's target. No entry: not asked yet. */
type Answer = 'asking' | 'held' | 'free';
const answers = new Map<string, Answer>();
/** The person chose before to go on, for the whole of this page. */
let isFree = false;
const disabled = new Set<HTMLInputElement>();

/** In an open shadow tree the event itself names only the host. */
function passwordOf(event: Event): HTMLInputElement | undefined {
  const target = event.composedPath()[0];
  return target instanceof HTMLInputElement && target.type === 'password' ? target : undefined;
}

function targetOf(field: HTMLInputElement, submitter?: Element | null): string {
  const named = submitter?.getAttribute('formaction') ?? field.form?.getAttribute('action') ?? '';
  try {
    return new URL(named, document.baseURI || location.href).href.slice(0, 2048);
  } catch {
    return location.href.slice(0, 2048);
  }
}

/** A first guess without asking, so that not even one letter gets through; the background decides. */
function looksExposed(target: string): boolean {
  return location.protocol === 'http:' || target.startsWith('http:');
}

async function ask(target: string): Promise<Answer> {
  answers.set(target, 'asking');
  const reply = await tell('secret/near', { page: location.href.slice(0, 2048), target });
  const answer = reply?.isHeldBack ? 'held' : 'free';
  answers.set(target, answer);
  return answer;
}

function holdBack(field: HTMLInputElement): void {
  field.value = '';
  // A page in the background loses no focus by itself, and would give it back to the disabled field.
  field.blur();
  field.disabled = true;
  disabled.add(field);
}

async function onFocus(event: FocusEvent): Promise<void> {
  const field = passwordOf(event);
  if (!field || disabled.has(field)) return;
  const target = targetOf(field);
  if (answers.get(target) === 'free' || answers.get(target) === 'asking') return;
  if ((await ask(target)) === 'held') holdBack(field);
}

/** Letters wait until it is known that they may go. */
function onKey(event: Event): void {
  const field = passwordOf(event);
  if (!field) return;
  const target = targetOf(field);
  if (isFree || !looksExposed(target) || answers.get(target) === 'free') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const field = form.querySelector<HTMLInputElement>('input[type=password i]');
  if (!field) return;
  const target = targetOf(field, event.submitter);
  if (isFree || answers.get(target) === 'free' || !looksExposed(target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  void ask(target).then((answer) => {
    if (answer === 'held') holdBack(field);
    else form.requestSubmit(submitter instanceof HTMLElement ? submitter : null);
  });
}

const told = new WeakSet<HTMLInputElement>();

function onChange(event: Event): void {
  const field = passwordOf(event);
  if (!field?.value || told.has(field)) return;
  told.add(field);
  void tell('secret/typed', { page: location.href.slice(0, 2048) });
}

/** The person chose to go on: give the fields back as they were. */
function release(): void {
  for (const field of disabled) {
    field.disabled = false;
    answers.set(targetOf(field), 'free');
  }
  disabled.clear();
}

async function report(): Promise<void> {
  const { loaded: _, ...seen } = look();
  const isWorthTelling = seen.forms.length > 0 || seen.mixedActive > 0 || seen.mixedPassive > 0;
  if (window !== window.top && !isWorthTelling) return;
  isFree = (await tell('page/looked', seen))?.isFree ?? false;
}

export function watchPage(): void {
  // The window's capture phase comes before anything a page can register.
  addEventListener('focusin', (event) => void onFocus(event), true);
  for (const type of ['keydown', 'keypress', 'beforeinput', 'paste']) addEventListener(type, onKey, true);
  addEventListener('submit', onSubmit, true);
  addEventListener('change', onChange, true);
  runtime.onMessage.addListener((message) => {
    if ((message as { name?: unknown }).name === 'release') release();
  });
  if (document.readyState === 'loading') {
    addEventListener('DOMContentLoaded', () => void report(), { once: true });
  } else {
    void report();
  }
}
