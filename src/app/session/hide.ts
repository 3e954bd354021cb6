import { parseAddress } from '#core/network/address.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

/** Covers the screen at once and closes the extension's other pages. Deletes nothing, and is not recorded. */
export async function hide({ memory, tabs }: { memory: Memory; tabs: Tabs }): Promise<void> {
  const session = await memory.session.get();
  const cover = await tabs.openOwn('cover');
  await tabs.minimiseOtherWindows(cover);
  const isLeaving = (await memory.leaving.get()) !== undefined;
  await tabs.closeOwn(isLeaving ? ['cover', 'leave'] : ['cover']);
  const address = session?.hideAddress;
  if (address && cover !== undefined && parseAddress(address)) await tabs.navigate(cover, address);
}

/** One stray key press must never start a tidy: only a second one within this time does. */
export const SECOND_PRESS_WITHIN_MS = 5000;

/** @returns a function that tells whether this press is the second one */
export function createDoublePress(now: () => number): () => boolean {
  let lastAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    const isSecond = now() - lastAtMs <= SECOND_PRESS_WITHIN_MS;
    lastAtMs = isSecond ? Number.NEGATIVE_INFINITY : now();
    return isSecond;
  };
}
