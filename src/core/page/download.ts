import type { Address } from '../network/address.ts';
import { isUnprotected } from '../network/address.ts';

/** A downloaded file whose redirect chain had at least one HTTP hop. */
export interface InsecureDownload {
  /** Host of the first HTTP hop. */
  readonly host: string;
  /** The file is executable or can contain code: whoever changed it in transit can run code here. */
  readonly canRun: boolean;
}

/** Extensions of files that are only displayed or played; all others may do more. */
const ONLY_SHOWN =
  /\.(txt|csv|md|jpe?g|png|gif|webp|bmp|mp[34]|m4a|ogg|oga|ogv|opus|wav|flac|webm|avi|mov|srt|vtt)$/i;
const SHOWN_TYPE = /^(image\/(?!svg)|audio\/|video\/|text\/(plain|csv))/i;

/**
 * Judges how a file was transferred.
 *
 * @param hops - all URLs of its redirect chain, in any order
 * @param name - file name, or the last part of its URL
 * @param type - media type; '' if the browser does not report one
 * @returns `undefined` if every hop was encrypted
 */
export function insecureDownloadOf(
  hops: readonly Address[],
  name: string,
  type: string,
): InsecureDownload | undefined {
  const open = hops.find(isUnprotected);
  if (!open) return undefined;
  // A name that contradicts its media type does not count as harmless.
  const isOnlyShown = ONLY_SHOWN.test(name) && (type === '' || SHOWN_TYPE.test(type));
  return { host: open.host, canRun: !isOnlyShown };
}
