import type { InputOf, MessageName, OutputOf } from '#contracts/messages.ts';

/** Sends a message to the background. Rejects on a refusal, and if the background ends before it replies. */
export type Send = <Name extends MessageName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;
