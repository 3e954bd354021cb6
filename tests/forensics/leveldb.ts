import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSnappy, readVarint } from './snappy.ts';

/** One version of a key. Readers see the newest, unless it is a deletion. */
export interface Version {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly sequence: number;
  readonly isDeletion: boolean;
}

const LOG_BLOCK = 32_768;
const LOG_HEADER = 7;
const FOOTER = 48;

/**
 * Reads all versions of all keys in a LevelDB directory, from tables and logs, with any comparator.
 *
 * @source https://github.com/google/leveldb/blob/main/doc/table_format.md and log_format.md
 * @throws never; a corrupt file gives what could be read of it
 */
export function readVersions(directory: string): readonly Version[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    if (/\.(ldb|sst)$/.test(name)) return readTable(readFileSync(path));
    if (/\.log$/.test(name)) return readLog(readFileSync(path));
    return [];
  });
}

/** The versions that a reader of the database would get. */
export function liveVersions(versions: readonly Version[]): readonly Version[] {
  const newest = new Map<string, Version>();
  for (const version of versions) {
    const key = Buffer.from(version.key).toString('latin1');
    const known = newest.get(key);
    if (!known || known.sequence < version.sequence) newest.set(key, version);
  }
  return [...newest.values()].filter(({ isDeletion }) => !isDeletion);
}

function readTable(file: Buffer): Version[] {
  const versions: Version[] = [];
  attempt(() => {
    const footer = file.subarray(file.length - FOOTER);
    const [, afterMeta] = readVarint(footer, 0);
    const [, afterMetaSize] = readVarint(footer, afterMeta);
    const index = readBlock(file, readHandle(footer, afterMetaSize));
    for (const { value } of entriesOf(index)) {
      attempt(() => {
        for (const entry of entriesOf(readBlock(file, readHandle(value, 0)))) {
          versions.push(versionOf(entry.key, entry.value));
        }
      });
    }
  });
  return versions;
}

/** An internal key ends in eight bytes: the sequence number and, in the lowest byte, the kind (0 = deletion). */
function versionOf(internal: Uint8Array, value: Uint8Array): Version {
  const tail = Buffer.from(internal.subarray(internal.length - 8));
  return {
    key: internal.subarray(0, internal.length - 8),
    value,
    sequence: Number(tail.readBigUInt64LE() >> 8n),
    isDeletion: tail[0] === 0,
  };
}

interface Handle {
  readonly offset: number;
  readonly size: number;
}

function readHandle(bytes: Uint8Array, at: number): Handle {
  const [offset, next] = readVarint(bytes, at);
  const [size] = readVarint(bytes, next);
  return { offset, size };
}

function readBlock(file: Buffer, { offset, size }: Handle): Uint8Array {
  const block = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? decodeSnappy(block) : block;
}

function entriesOf(block: Uint8Array): { key: Uint8Array; value: Uint8Array }[] {
  const entries: { key: Uint8Array; value: Uint8Array }[] = [];
  const restarts = Buffer.from(block.subarray(block.length - 4)).readUInt32LE();
  const end = block.length - 4 - restarts * 4;
  let key = new Uint8Array();
  let at = 0;
  while (at < end) {
    const [shared, afterShared] = readVarint(block, at);
    const [unshared, afterUnshared] = readVarint(block, afterShared);
    const [length, start] = readVarint(block, afterUnshared);
    key = Uint8Array.from([...key.subarray(0, shared), ...block.subarray(start, start + unshared)]);
    entries.push({ key, value: block.subarray(start + unshared, start + unshared + length) });
    at = start + unshared + length;
  }
  return entries;
}

/** A log consists of blocks, and a record of fragments: 1 whole, 2 first, 3 middle, 4 last. */
function readLog(file: Buffer): Version[] {
  const versions: Version[] = [];
  let record: Uint8Array[] = [];
  for (let block = 0; block < file.length; block += LOG_BLOCK) {
    const end = Math.min(block + LOG_BLOCK, file.length);
    for (let at = block; at + LOG_HEADER <= end; ) {
      const length = file.readUInt16LE(at + 4);
      const kind = file[at + 6] ?? 0;
      if (kind === 0) break;
      const fragment = file.subarray(at + LOG_HEADER, at + LOG_HEADER + length);
      if (kind <= 2) record = [];
      record.push(fragment);
      if (kind === 1 || kind === 4) attempt(() => versions.push(...readBatch(Buffer.concat(record))));
      at += LOG_HEADER + length;
    }
  }
  return versions;
}

function readBatch(batch: Buffer): Version[] {
  const versions: Version[] = [];
  const first = Number(batch.readBigUInt64LE());
  let at = 12;
  for (let index = 0; at < batch.length; index++) {
    const isDeletion = batch[at] === 0;
    const [keyLength, keyStart] = readVarint(batch, at + 1);
    const key = batch.subarray(keyStart, keyStart + keyLength);
    at = keyStart + keyLength;
    let value: Uint8Array = new Uint8Array();
    if (!isDeletion) {
      const [valueLength, valueStart] = readVarint(batch, at);
      value = batch.subarray(valueStart, valueStart + valueLength);
      at = valueStart + valueLength;
    }
    versions.push({ key, value, sequence: first + index, isDeletion });
  }
  return versions;
}

/** A partially written file is truncated; what precedes counts. */
function attempt(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}
