import { isUnprotected, parseAddress } from '#core/network/address.ts';
import type { Asked } from '#core/page/field-kind.ts';
import { addSentUnencrypted, type ClearKind, clearKindsOf } from '#core/page/sent-unencrypted.ts';
import type { Memory } from '../memory.ts';

const MAX_TARGETS = 10;

interface SendingPage {
  readonly url: string;
  readonly isPrivate: boolean;
}

/** Maintains the list of sites that received something unencrypted in this session. */
export interface SentUnencryptedObserver {
  /**
   * A form with fields of these kinds was sent.
   *
   * @param from - the sending page. It can choose the targets freely, so each site may add only ten
   */
  sent(target: string, asks: readonly Asked[], from: SendingPage): Promise<void>;
  /** An HTTP page was opened: the site's cookies were sent along. */
  opened(page: SendingPage): Promise<void>;
}

export function createSentUnencryptedObserver(parts: {
  memory: Memory;
  /** Whether the browser has cookies for this URL. */
  hasCookies: (url: string) => Promise<boolean>;
  /** Milliseconds since the epoch. */
  now: () => number;
}): SentUnencryptedObserver {
  const { memory, hasCookies, now } = parts;

  async function add(url: string, kinds: readonly ClearKind[], isPrivate: boolean): Promise<void> {
    const target = parseAddress(url);
    if (!target || kinds.length === 0 || !isUnprotected(target)) return;
    await memory.sentUnencrypted.update((list = {}) =>
      addSentUnencrypted(list, target, kinds, now(), isPrivate),
    );
  }

  const targetsOf = new Map<string, Set<string>>();

  /** Counted in the background's memory; a restart only resets the limit. */
  function isAmongFirst(pageUrl: string, target: string): boolean {
    const [page, to] = [parseAddress(pageUrl)?.site ?? '', parseAddress(target)?.host ?? ''];
    const targets = targetsOf.get(page) ?? new Set();
    targetsOf.set(page, targets);
    if (targets.size < MAX_TARGETS) targets.add(to);
    return targets.has(to);
  }

  return {
    sent: async (target, asks, { url, isPrivate }) => {
      if (isAmongFirst(url, target)) await add(target, clearKindsOf(asks), isPrivate);
    },
    async opened({ url, isPrivate }) {
      const page = parseAddress(url);
      if (!page || !isUnprotected(page)) return;
      if (await hasCookies(url)) await add(url, ['cookies'], isPrivate);
    },
  };
}
