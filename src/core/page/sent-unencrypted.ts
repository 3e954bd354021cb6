import { ownValue } from '#lib/own-value.ts';
import type { Address } from '../network/address.ts';
import { isUnprotected } from '../network/address.ts';
import { type Observed, privateMark } from '../session/private.ts';
import { EXACT_TO_MS } from '../session/times.ts';
import type { Asked } from './field-kind.ts';

/** What was sent to a site over HTTP. */
export const CLEAR_KINDS = ['password', 'card', 'id', 'form', 'cookies'] as const;
export type ClearKind = (typeof CLEAR_KINDS)[number];

export interface SentThere extends Observed {
  readonly kinds: readonly ClearKind[];
  /** The last time, in ms since the epoch. */
  readonly atMs: number;
}

/** Host → what it got in the open. */
export type SentUnencrypted = Readonly<Record<string, SentThere>>;

const MAX_HOSTS = 200;

/**
 * Adds what was sent to a site.
 *
 * @param isPrivate - from a private window
 * @returns the same object if nothing new was sent unencrypted; HTTPS, loopback and `.onion` targets never are
 */
export function addSentUnencrypted(
  list: SentUnencrypted,
  target: Address,
  kinds: readonly ClearKind[],
  nowMs: number,
  isPrivate = false,
): SentUnencrypted {
  if (!isUnprotected(target)) return list;
  const known = ownValue(list, target.host);
  if (!known && Object.keys(list).length >= MAX_HOSTS) return list;
  const before = known?.kinds ?? [];
  const all = CLEAR_KINDS.filter((kind) => before.includes(kind) || kinds.includes(kind));
  const isRecent = known !== undefined && Math.abs(nowMs - known.atMs) < EXACT_TO_MS;
  const mark = privateMark(known, isPrivate);
  const isOther = all.length > before.length || known?.isPrivate !== mark.isPrivate;
  const isNew = all.length > 0 && (isOther || !isRecent);
  return isNew ? { ...list, [target.host]: { kinds: all, atMs: nowMs, ...mark } } : list;
}

/** Kinds for the fields of a form; text and phone numbers count as `form`. */
export function clearKindsOf(asks: readonly Asked[]): readonly ClearKind[] {
  const kinds = asks.map((asked): ClearKind => (asked === 'text' || asked === 'phone' ? 'form' : asked));
  return [...new Set(kinds)];
}
