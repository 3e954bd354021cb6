const MAGIC = 'mozLz40\0';
const MAX_BYTES = 64 * 1024 * 1024;

/** Firefox's format for session and search files. */
export function isMozLz4(input: Uint8Array): boolean {
  return Buffer.from(input.subarray(0, 8)).toString('latin1') === MAGIC;
}

/**
 * Decodes a `mozLz4` file: magic, length as uint32 (little endian), one LZ4 block.
 *
 * @throws RangeError if the bytes are none
 * @source https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md
 */
export function decodeMozLz4(input: Uint8Array): Uint8Array {
  if (!isMozLz4(input) || input.length < 12) throw new RangeError('no mozLz4 file');
  const length = Buffer.from(input).readUInt32LE(8);
  if (length > MAX_BYTES) throw new RangeError('too long to be true');
  const output = new Uint8Array(length);
  let at = 12;
  let filled = 0;
  const next = () => {
    const byte = input[at++];
    if (byte === undefined) throw new RangeError('ended early');
    return byte;
  };
  const extend = (size: number) => {
    for (let more = size === 15 ? 255 : 0; more === 255; ) {
      more = next();
      size += more;
    }
    return size;
  };
  while (at < input.length) {
    const token = next();
    const literals = extend(token >>> 4);
    if (filled + literals > length) throw new RangeError('literal too long');
    output.set(input.subarray(at, at + literals), filled);
    at += literals;
    filled += literals;
    if (at >= input.length) break;
    const back = next() | (next() << 8);
    const size = extend(token & 15) + 4;
    if (back === 0 || back > filled || filled + size > length) throw new RangeError('copy out of range');
    for (let index = 0; index < size; index++, filled++) output[filled] = output[filled - back] ?? 0;
  }
  return output.subarray(0, filled);
}
