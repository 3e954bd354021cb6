import type { Address } from '../network/address.ts';
import { isUnprotected } from '../network/address.ts';

/** A saved file that came, at least a part of the way, without protection. */
export interface InsecureDownload {
  /** Where the unprotected part of the way was. */
  readonly host: string;
  /** Something that can run, or hold what can: whoever changed it on the way runs it here. */
  readonly canRun: boolean;
}

/** Names of files that only show or play; all others, and unknown ones, can do more. */
const ONLY_SHOWN =
  /\.(txt|csv|md|jpe?g|png|gif|webp|bmp|mp[34]|m4a|ogg|oga|ogv|opus|wav|flac|webm|avi|mov|srt|vtt)$/i;
const SHOWN_TYPE = /^(image\/(?!svg)|audio\/|video\/|text\/(plain|csv))/i;

/**
 * Judges how a file came.
 *
 * @param hops - all addresses on the way, in any order
 * @param name - of the file, or the end of its address
 * @param type - media type; '' where the browser does not say
 * @returns `undefined` when every part of the way was protected
 */
export function insecureDownloadOf(
  hops: readonly Address[],
  name: string,
  type: string,
): InsecureDownload | undefined {
  const open = hops.find(isUnprotected);
  if (!open) return undefined;
  // A name that ends otherwise than its type says is a reason for care.
  const isOnlyShown = ONLY_SHOWN.test(name) && (type === '' || SHOWN_TYPE.test(type));
  return { host: open.host, canRun: !isOnlyShown };
}
