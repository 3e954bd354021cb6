import { parseHTML } from 'linkedom';
import { afterEach, vi } from 'vitest';
import type { InputOf, MessageName, OutputOf } from '#contracts/messages.ts';
import type { Send } from '#ui/send.ts';

export interface Page {
  readonly document: Document;
  readonly root: HTMLElement;
}

/** A document without a browser: enough for Preact to draw into and for events to be heard. */
export function openPage(): Page {
  const { document, window } = parseHTML(
    '<!doctype html><html><head><title></title></head><body><div id="root"></div></body></html>',
  );
  // Preact asks the element which events it knows; linkedom names only a few.
  for (const name of [
    'onpointerdown',
    'onpointerup',
    'onpointerleave',
    'onpointercancel',
    'onkeydown',
    'onkeyup',
    'onchange',
    'onclick',
    'onblur',
    'oncontextmenu',
  ]) {
    if (!(name in window.HTMLElement.prototype)) {
      Object.defineProperty(window.HTMLElement.prototype, name, { value: null, writable: true });
    }
  }
  vi.stubGlobal('document', document);
  vi.stubGlobal('location', { hash: '' });
  const root = document.getElementById('root');
  if (!root) throw new Error('no root');
  return { document: document as unknown as Document, root: root as unknown as HTMLElement };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

export function find(page: Page, selector: string): HTMLElement {
  const found = page.document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing matches ${selector} in ${page.root.innerHTML}`);
  return found;
}

export function fire(target: EventTarget, type: string, facts: object = {}): void {
  const { Event } =
    (target as Node).ownerDocument?.defaultView ?? (target as Document).defaultView ?? globalThis;
  target.dispatchEvent(Object.assign(new Event(type, { bubbles: true, cancelable: true }), facts));
}

/** What a person picks in a list. */
export function pick(page: Page, selector: string, value: string): void {
  const select = find(page, selector);
  Object.defineProperty(select, 'value', { value, configurable: true });
  fire(select, 'change');
}

/** Lets promises and redraws that are due happen. */
export async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

type Answers = {
  readonly [Name in MessageName]?: (input: InputOf<Name>) => OutputOf<Name> | Promise<OutputOf<Name>>;
};

export interface FakeBackground {
  readonly send: Send;
  /** Everything that was asked, in order. */
  readonly asked: { name: MessageName; input: unknown }[];
  /** From now on these answers hold. */
  answer(answers: Answers): void;
}

/** A background that answers as told, and refuses what it was not told about. */
export function fakeBackground(first: Answers): FakeBackground {
  let answers = first;
  const asked: { name: MessageName; input: unknown }[] = [];
  const send: Send = async (name, input) => {
    asked.push({ name, input });
    const answer = answers[name] as ((input: unknown) => never) | undefined;
    if (!answer) throw new Error(`${name}: refused`);
    return answer(input);
  };
  return {
    send,
    asked,
    answer: (more) => {
      answers = { ...answers, ...more };
    },
  };
}
