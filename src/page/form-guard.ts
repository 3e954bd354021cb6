import type { Answers } from './answers.ts';
import { attributeOf } from './field-text.ts';
import { askedBy, targetOf } from './fields.ts';
import {
  type FormField,
  fieldsOf,
  type GuardedField,
  guard,
  hold,
  secrets,
  textIn,
  written,
} from './guarded-fields.ts';
import { tell } from './talk.ts';

const MAX_SENT = 20;
const MAX_ADDRESS = 2048;

/** Blocks forms that would expose a secret, and reports what is sent unencrypted. */
export interface FormGuard {
  /** A click or the Enter key: its synchronous consequences count as the person's. */
  onPress(event: Event): void;
  onSubmit(event: Event): void;
  onFormData(event: Event): void;
  onNavigate(event: Event): void;
}

export function createFormGuard(answers: Answers): FormGuard {
  /** Path of the person's last click or Enter key, until the browser has handled it. */
  let press: readonly EventTarget[] = [];
  /** The last `submit` event. */
  let sending: { event: SubmitEvent; form: HTMLFormElement; isPersons: boolean } | undefined;
  /** A form that a script read, or is about to submit: `navigate` tells which. */
  let silent: HTMLFormElement | undefined;
  const sent = new Set<string>();

  function onPress(event: Event): void {
    press = event.composedPath();
    setTimeout(() => {
      press = [];
    });
  }

  function isPressed(form: HTMLFormElement, button: Element | null): boolean {
    const root = form.getRootNode();
    const host = root instanceof ShadowRoot ? root.host : undefined;
    return press.some((node) => node === button || node === form || node === host);
  }

  /** Fields filled in or sent by a person: what a page fills in and sends by itself is no secret. */
  function exposedIn(form: HTMLFormElement, target: string, isPersons: boolean): readonly GuardedField[] {
    return fieldsOf(form)
      .flatMap((field) => guard(field) ?? [])
      .filter(
        ({ field, asks }) =>
          textIn(field) !== '' && (written.has(field) || isPersons) && !answers.mayGo(asks, target),
      );
  }

  function onSubmit(event: Event): void {
    const { target: form, submitter: button } = event as SubmitEvent;
    if (!(form instanceof HTMLFormElement)) return;
    const isPersons = isPressed(form, button);
    const trial = { event: event as SubmitEvent, form, isPersons };
    sending = trial;
    setTimeout(() => {
      if (sending === trial) sending = undefined;
    });
    const target = targetOf(form, button);
    const [guarded] = exposedIn(form, target, isPersons);
    if (!guarded) return;
    hold(event);
    void answers.ask(guarded.asks, target, 'sending').then((answer) => {
      if (answer === 'free') HTMLFormElement.prototype.requestSubmit.call(form, button);
    });
  }

  /**
   * The last moment before a form is sent, if a script changed its target during submission. A submission into
   * another window can no longer be cancelled, but its data can be removed.
   *
   * @source https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
   */
  function onFormData(event: Event): void {
    const { target: form, formData } = event as FormDataEvent;
    if (!(form instanceof HTMLFormElement)) return;
    const tried = sending?.form === form ? sending : undefined;
    // While `submit` is being dispatched, `formdata` comes from a script. (Firefox does not reset the event phase.)
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
   * The only event for `form.submit()`: a navigation with a secret that somebody typed here. Chromium 102, Firefox
   * 147; not held in older versions.
   */
  function onNavigate(event: Event): void {
    const { destination, formData } = event as NavigateEvent;
    const { url } = destination;
    const form = silent;
    silent = undefined;
    if (!answers.looksExposed(url)) return;
    // Not with iterators, which Firefox's Xray wrappers do not support here.
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
    hold(event);
    void answers.ask(exposed.asks, target, 'sending').then((answer) => {
      if (answer !== 'free') return;
      if (formData && form) HTMLFormElement.prototype.submit.call(form);
      else location.assign(url);
    });
  }

  return { onPress, onSubmit, onFormData, onNavigate };
}

function staysHere(form: HTMLFormElement, button: Element | null): boolean {
  const base = document.querySelector('base[target]')?.getAttribute('target');
  const name = button?.getAttribute('formtarget') ?? attributeOf(form, 'target') ?? '';
  return /^(_self)?$/i.test(name || base || '');
}

function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, '');
}
