import type { Address } from '../network/address.ts';
import { isUnprotected } from '../network/address.ts';
import type { Asked } from './field-kind.ts';

/** What reached a site where everybody on the way could read it. */
export const CLEAR_KINDS = ['password', 'card', 'id', 'form', 'cookies'] as const;
export type ClearKind = (typeof CLEAR_KINDS)[number];

/** Host → what it got in the open in this session. */
export type SentUnencrypted = Readonly<Record<string, readonly ClearKind[]>>;

const MAX_HOSTS = 200;

/**
 * Adds what was sent to a site.
 *
 * @returns the same list when nothing new was sent in the open: an HTTPS address, this machine and what
 *   Tor protects get nothing in the open
 */
export function addSentUnencrypted(
  list: SentUnencrypted,
  target: Address,
  kinds: readonly ClearKind[],
): SentUnencrypted {
  if (!isUnprotected(target)) return list;
  const { [target.host]: known = [] } = list;
  const isFull = Object.keys(list).length >= MAX_HOSTS && known.length === 0;
  const all = CLEAR_KINDS.filter((kind) => known.includes(kind) || kinds.includes(kind));
  return isFull || all.length === known.length ? list : { ...list, [target.host]: all };
}

/** What a form's fields amount to; a search and a number of a phone are words of a form. */
export function clearKindsOf(asks: readonly Asked[]): readonly ClearKind[] {
  const kinds = asks.map((asked): ClearKind => (asked === 'text' || asked === 'phone' ? 'form' : asked));
  return [...new Set(kinds)];
}
