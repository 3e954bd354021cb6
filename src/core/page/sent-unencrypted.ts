import type { Address } from '../network/address.ts';
import { isUnprotected } from '../network/address.ts';
import type { Asked } from './field-kind.ts';

/** What was sent to a site over HTTP. */
export const CLEAR_KINDS = ['password', 'card', 'id', 'form', 'cookies'] as const;
export type ClearKind = (typeof CLEAR_KINDS)[number];

/** Host → what was sent to it over HTTP in this session. */
export type SentUnencrypted = Readonly<Record<string, readonly ClearKind[]>>;

const MAX_HOSTS = 200;

/**
 * Adds what was sent to a site.
 *
 * @returns the same object if nothing new was sent unencrypted; HTTPS, loopback and `.onion` targets never are
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

/** Kinds for the fields of a form; text and phone numbers count as `form`. */
export function clearKindsOf(asks: readonly Asked[]): readonly ClearKind[] {
  const kinds = asks.map((asked): ClearKind => (asked === 'text' || asked === 'phone' ? 'form' : asked));
  return [...new Set(kinds)];
}
