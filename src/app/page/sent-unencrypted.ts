import { isUnprotected, parseAddress } from '#core/network/address.ts';
import type { Asked } from '#core/page/field-kind.ts';
import { addSentUnencrypted, type ClearKind, clearKindsOf } from '#core/page/sent-unencrypted.ts';
import type { Memory } from '../memory.ts';

const MAX_TARGETS = 10;

/** Keeps the list of sites that got something without protection in this session. */
export interface SentUnencryptedObserver {
  /**
   * Words were sent to this address, from fields of these kinds.
   *
   * @param pageUrl - of the page that sent them, which chooses the names: each site may bring ten
   */
  sent(target: string, asks: readonly Asked[], pageUrl?: string): Promise<void>;
  /** A page without protection was opened: what the browser keeps for it went along. */
  opened(url: string): Promise<void>;
}

export function createSentUnencryptedObserver(parts: {
  memory: Memory;
  /** Whether the browser sends any cookie to this address. */
  hasCookies: (url: string) => Promise<boolean>;
}): SentUnencryptedObserver {
  const { memory, hasCookies } = parts;

  async function add(url: string, kinds: readonly ClearKind[]): Promise<void> {
    const target = parseAddress(url);
    if (!target || kinds.length === 0 || !isUnprotected(target) || !(await memory.session.get())) return;
    await memory.sentUnencrypted.update((list = {}) => addSentUnencrypted(list, target, kinds));
  }

  const targetsOf = new Map<string, Set<string>>();

  /** Kept as long as the background lives; what a dead one forgot, the next one counts anew. */
  function isAmongFirst(pageUrl: string, target: string): boolean {
    const [page, to] = [parseAddress(pageUrl)?.site ?? '', parseAddress(target)?.host ?? ''];
    const targets = targetsOf.get(page) ?? new Set();
    targetsOf.set(page, targets);
    if (targets.size < MAX_TARGETS) targets.add(to);
    return targets.has(to);
  }

  return {
    sent: async (target, asks, pageUrl = target) => {
      if (isAmongFirst(pageUrl, target)) await add(target, clearKindsOf(asks));
    },
    async opened(url) {
      const page = parseAddress(url);
      if (!page || !isUnprotected(page) || !(await memory.session.get())) return;
      if (await hasCookies(url)) await add(url, ['cookies']);
    },
  };
}
