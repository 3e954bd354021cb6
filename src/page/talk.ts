import type { Envelope, InputOf, MessageName, OutputOf, Reply } from '#contracts/messages.ts';

/** No polyfill here: this code is loaded in every frame, and both browsers return promises. */
interface Runtime {
  readonly id?: string;
  sendMessage(message: unknown): Promise<unknown>;
  onMessage: {
    addListener(listener: (message: unknown) => void): void;
    removeListener(listener: (message: unknown) => void): void;
  };
}
declare const browser: { runtime: Runtime } | undefined;
declare const chrome: { runtime: Runtime };

export const runtime = (typeof browser === 'undefined' ? chrome : browser).runtime;

/** Chromium leaves content scripts of a removed or updated extension running. */
export function isOrphaned(): boolean {
  return runtime.id === undefined;
}

/** A hanging background must not block the person forever. */
const REPLY_TIMEOUT_MS = 4000;

/** @returns `undefined` if there was no reply, or a refusal */
export async function tell<Name extends MessageName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name> | undefined> {
  const envelope: Envelope = { name, input };
  try {
    const timeout = new Promise<undefined>((resolve) => {
      setTimeout(resolve, REPLY_TIMEOUT_MS, undefined);
    });
    const reply = (await Promise.race([runtime.sendMessage(envelope), timeout])) as
      | Reply<OutputOf<Name>>
      | undefined;
    return reply?.ok ? reply.value : undefined;
  } catch {
    return undefined;
  }
}
