import type { Guarded } from '#contracts/messages.ts';
import { askedBy, isGuarded, isTypedIn, shadowOf } from './fields.ts';

/** An input, a textarea, or a contenteditable element. */
export type TypedField = HTMLElement;
export type FormField = HTMLInputElement | HTMLTextAreaElement;

export interface GuardedField {
  readonly field: TypedField;
  readonly asks: Guarded;
}

/**
 * Field of an event. Events in closed shadow roots expose only the host, so the roots are opened on the way.
 *
 * @param onTree - called for each shadow root on the way
 */
export function fieldOf(event: Event, onTree: (tree: ShadowRoot) => void): Element | undefined {
  let element = event.composedPath()[0];
  while (element instanceof Element) {
    const tree = shadowOf(element);
    if (!tree?.activeElement) break;
    onTree(tree);
    element = tree.activeElement;
  }
  return element instanceof Element ? element : undefined;
}

/** @returns `undefined` for a field that asks for no secret */
export function guard(field: Element | undefined): GuardedField | undefined {
  if (!(field instanceof HTMLElement)) return undefined;
  const asks = askedBy(field);
  return asks && isGuarded(asks) ? { field, asks } : undefined;
}

const MAX_FIELDS = 500;

/** By the prototype's getter: a form control named "elements" shadows the property. */
export function fieldsOf(form: HTMLFormElement): readonly FormField[] {
  const elements = Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, 'elements')?.get?.call(form);
  return [...(elements as HTMLFormControlsCollection)]
    .slice(0, MAX_FIELDS)
    .filter((element): element is FormField => isTypedIn(element));
}

/** A contenteditable element has text in place of a value, and no form. */
export const textIn = (field: TypedField): string => (field as FormField).value ?? field.textContent;
export const formOf = (field: TypedField) => (field as FormField).form ?? null;

/** A page can create any number of fields; a person fills in fewer. */
export const MAX_TYPED = 50;

/** Fields that a person typed in. The script runs once per document. */
export const written = new WeakSet<Element>();
/** Those of them that ask for a secret. */
export const secrets = new Set<TypedField>();

export function noteTyped(field: Element): void {
  written.add(field);
  noteSecret(guard(field));
}

export function noteSecret(guarded: GuardedField | undefined): void {
  if (guarded && secrets.size < MAX_TYPED) secrets.add(guarded.field);
}

export function hold(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}
