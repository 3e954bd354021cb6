import { withoutPrivate } from '#core/session/private.ts';
import type { Memory } from '../memory.ts';

/**
 * The last private window closed: the browser has forgotten what was in them. Where nobody pressed Start the next person
 * must not find its sites on the leaving page; within a session they are that person's own.
 */
export async function forgetPrivate(
  memory: Pick<Memory, 'session' | 'signOutEntries' | 'sentUnencrypted'>,
): Promise<void> {
  if (await memory.session.get()) return;
  await Promise.all([
    memory.signOutEntries.update(withoutPrivate),
    memory.sentUnencrypted.update(withoutPrivate),
  ]);
}
