import { parseAddress } from '#core/address.ts';
import type { Asked } from '#core/asked.ts';
import { isUnprotected } from '#core/detectors/insecure-page.ts';
import { addInClear, type ClearKind, clearKindsOf } from '#core/in-clear.ts';
import type { Memory, SignIns } from './ports.ts';

/** Keeps the list of sites that got something without protection in this sitting. */
export interface InClearWatch {
  /** Words were sent to this address, from fields of these kinds. */
  sent(target: string, asks: readonly Asked[]): Promise<void>;
  /** A page without protection was opened: what the browser keeps for it went along. */
  opened(url: string): Promise<void>;
}

export function createInClearWatch(parts: {
  memory: Memory;
  signIns: Pick<SignIns, 'hasCookies'>;
}): InClearWatch {
  const { memory, signIns } = parts;

  async function add(url: string, kinds: readonly ClearKind[]): Promise<void> {
    const target = parseAddress(url);
    if (!target || kinds.length === 0 || !isUnprotected(target) || !(await memory.sitting.get())) return;
    await memory.inClear.update((list = {}) => addInClear(list, target, kinds));
  }

  return {
    sent: (target, asks) => add(target, clearKindsOf(asks)),
    async opened(url) {
      const page = parseAddress(url);
      if (!page || !isUnprotected(page) || !(await memory.sitting.get())) return;
      if (await signIns.hasCookies(url)) await add(url, ['cookies']);
    },
  };
}
