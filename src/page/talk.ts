import type { Envelope, InputOf, MessageName, OutputOf, Reply } from '#contracts/messages.ts';

/** No polyfill here: every byte is paid in every frame, and both browsers answer with promises. */
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

/** Chromium leaves scripts of an extension that was removed or updated running in their pages. */
export function isOrphaned(): boolean {
  return runtime.id === undefined;
}

/** A background that hangs must not keep a person waiting for ever. */
const REPLY_TIMEOUT_MS = 4000;

/** @returns `undefined`: no answer came, or a refusal */
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
