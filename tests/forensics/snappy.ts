/**
 * Decodes a raw Snappy block.
 *
 * @throws RangeError if the bytes are none
 * @source https://github.com/google/snappy/blob/main/format_description.txt
 */
export function decodeSnappy(input: Uint8Array, maxBytes = 64 * 1024 * 1024): Uint8Array {
  const [length, start] = readVarint(input, 0);
  if (length > maxBytes) throw new RangeError('too long to be true');
  const output = new Uint8Array(length);
  let at = start;
  let filled = 0;
  while (at < input.length) {
    const tag = byteAt(input, at++);
    if ((tag & 3) === 0) {
      let size = tag >>> 2;
      if (size >= 60) {
        const extra = size - 59;
        size = 0;
        for (let index = 0; index < extra; index++) size += byteAt(input, at++) * 2 ** (8 * index);
      }
      size += 1;
      if (filled + size > length || at + size > input.length) throw new RangeError('literal too long');
      output.set(input.subarray(at, at + size), filled);
      at += size;
      filled += size;
      continue;
    }
    let size: number;
    let back: number;
    if ((tag & 3) === 1) {
      size = ((tag >>> 2) & 7) + 4;
      back = ((tag >>> 5) << 8) | byteAt(input, at++);
    } else {
      size = (tag >>> 2) + 1;
      const bytes = (tag & 3) === 2 ? 2 : 4;
      back = 0;
      for (let index = 0; index < bytes; index++) back += byteAt(input, at++) * 2 ** (8 * index);
    }
    if (back === 0 || back > filled || filled + size > length) throw new RangeError('copy out of range');
    for (let index = 0; index < size; index++, filled++) output[filled] = output[filled - back] ?? 0;
  }
  if (filled !== length) throw new RangeError('ended early');
  return output;
}

/** @returns value and next position; the varint of Snappy, LevelDB and protocol buffers */
export function readVarint(input: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; shift < 63; shift += 7) {
    const byte = byteAt(input, at++);
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
  throw new RangeError('no varint');
}

function byteAt(input: Uint8Array, at: number): number {
  const byte = input[at];
  if (byte === undefined) throw new RangeError('ended early');
  return byte;
}
