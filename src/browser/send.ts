import browser from 'webextension-polyfill';
import type { Envelope, InputOf, MessageName, OutputOf, Reply } from '#contracts/messages.ts';

/**
 * Sends a message to the background.
 *
 * @throws Error with the reason of a refusal, or if the background did not reply
 */
export async function send<Name extends MessageName>(
  name: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const envelope: Envelope = { name, input };
  const answered = (await browser.runtime.sendMessage(envelope)) as Reply<OutputOf<Name>> | undefined;
  if (!answered) throw new Error(`${name}: no answer`);
  if (!answered.ok) throw new Error(`${name}: ${answered.error} (${answered.reason})`);
  return answered.value;
}
