import type { InputOf, MessageName, OutputOf } from '#contracts/messages.ts';

/** Asks the background. Rejects on a refusal, and when the background dies before it answers. */
export type Send = <Name extends MessageName>(name: Name, input: InputOf<Name>) => Promise<OutputOf<Name>>;
