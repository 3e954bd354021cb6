import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib';
import { liveVersions, readVersions } from './leveldb.ts';
import { decodeMozLz4, isMozLz4 } from './lz4.ts';
import { decodeSnappy } from './snappy.ts';

/** `live`: the browser would still read it. `recoverable`: in a free page or a stale log record. */
export interface Traces {
  /** Canary → files, relative to the searched directory. */
  readonly live: ReadonlyMap<string, readonly string[]>;
  readonly recoverable: ReadonlyMap<string, readonly string[]>;
}

const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** Limits for decompression: size of a piece, and pieces per file. */
const MAX_LAYER_BYTES = 16 * 1024 * 1024;
const MAX_PIECES = 400;

/**
 * Finds every canary in all files below some directories: as UTF-8, UTF-16, base64 and percent-encoded text, and inside
 * gzip, zlib, brotli, Snappy and mozLz4.
 *
 * @param prefix - common prefix of all canaries of a run: lower-case letters that occur nowhere else
 * @param idLength - number of `[a-z0-9]` that follow
 */
export function findCanaries(directories: readonly string[], prefix: string, idLength: number): Traces {
  const live = new Map<string, string[]>();
  const recoverable = new Map<string, string[]>();
  const seek = createSeeker(prefix, idLength);
  const note = (found: ReadonlySet<string>, traces: Map<string, string[]>, place: string) => {
    for (const canary of found) {
      const places = traces.get(canary) ?? [];
      if (!places.includes(place)) traces.set(canary, [...places, place]);
    }
  };
  for (const root of directories) {
    for (const directory of walk(root)) {
      note(seek(Buffer.from(basename(directory))), live, relative(root, directory) || '.');
      const names = readdirSync(directory);
      const isLevelDb = names.includes('CURRENT') && names.some((name) => name.startsWith('MANIFEST-'));
      if (isLevelDb) {
        const versions = readVersions(directory);
        const place = relative(root, directory);
        const partsOf = (list: typeof versions) =>
          list.flatMap(({ key, value }) => [Buffer.from(key), Buffer.from(value)]);
        note(union(partsOf(liveVersions(versions)).map((part) => seekDeep(seek, part))), live, place);
        note(union(partsOf(versions).map((part) => seekDeep(seek, part))), recoverable, place);
      }
      for (const name of names) {
        const path = join(directory, name);
        const stat = statSync(path, { throwIfNoEntry: false });
        if (!stat?.isFile() || stat.size > MAX_FILE_BYTES) continue;
        const bytes = readFileSync(path);
        const place = relative(root, path);
        note(seek(Buffer.from(name)), live, place);
        if (isSqlite(bytes)) {
          note(seekSqlite(seek, path), live, place);
          note(seek(bytes), recoverable, place);
        } else if (isLevelDb && /\.(ldb|sst|log)$/.test(name)) {
          note(seek(bytes), recoverable, place);
        } else if (/-(wal|journal)$/.test(name)) {
          note(seek(bytes), recoverable, place);
        } else {
          note(seekDeep(seek, bytes), live, place);
        }
      }
    }
  }
  for (const canary of live.keys()) recoverable.delete(canary);
  return { live, recoverable };
}

function* walk(directory: string): Generator<string> {
  if (!existsSync(directory)) return;
  yield directory;
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* walk(join(directory, entry.name));
  }
}

type Seeker = (bytes: Buffer) => ReadonlySet<string>;

/** All canaries share a prefix, so one pass per encoding of it finds them all. */
function createSeeker(prefix: string, idLength: number): Seeker {
  const plain = Buffer.from(prefix);
  const wide = Buffer.from(prefix, 'utf16le');
  const percent = Buffer.from([...prefix].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''));
  const coded = [0, 1, 2].map((shift) => base64Core(prefix, shift));
  const isId = new RegExp(`^[a-z0-9]{${idLength}}$`);
  const length = prefix.length + idLength;

  return (bytes) => {
    const found = new Set<string>();
    const add = (text: string) => {
      if (text.startsWith(prefix) && isId.test(text.slice(prefix.length))) found.add(text);
    };
    for (const at of positions(bytes, plain)) add(bytes.toString('latin1', at, at + length));
    for (const at of positions(bytes, wide)) add(bytes.toString('utf16le', at, at + 2 * length));
    for (const at of positions(bytes, percent)) {
      add(tryDecode(bytes.toString('latin1', at, at + 3 * length)));
    }
    for (const core of coded) {
      for (const at of positions(bytes, Buffer.from(core))) {
        const around = bytes.toString('latin1', Math.max(0, at - 8), at + 4 * length);
        for (let shift = 0; shift < 4; shift++) {
          const text = Buffer.from(around.slice(shift).replace(/[^A-Za-z0-9+/_-].*$/, ''), 'base64').toString(
            'latin1',
          );
          const start = text.indexOf(prefix);
          if (start >= 0) add(text.slice(start, start + length));
        }
      }
    }
    return found;
  };
}

/** The part of a base64 encoding that does not depend on adjacent bytes. */
function base64Core(text: string, shift: number): string {
  const coded = Buffer.from('\0'.repeat(shift) + text)
    .toString('base64')
    .replace(/=+$/, '');
  const first = Math.ceil((shift * 8) / 6);
  const whole = Math.floor(((shift + text.length) * 8) / 6);
  return coded.slice(first, whole);
}

function tryDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function* positions(bytes: Buffer, needle: Buffer): Generator<number> {
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) yield at;
}

/** Also searches compressed data. */
function seekDeep(seek: Seeker, bytes: Buffer): ReadonlySet<string> {
  return union([seek(bytes), ...layersOf(bytes).map(seek)]);
}

function layersOf(bytes: Buffer): readonly Buffer[] {
  const layers: Buffer[] = [];
  const attempt = (unpack: () => Uint8Array) => {
    try {
      layers.push(Buffer.from(unpack()));
    } catch {
      // Most magic bytes are coincidences.
    }
  };
  const options = { maxOutputLength: MAX_LAYER_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
  if (isMozLz4(bytes)) attempt(() => decodeMozLz4(bytes));
  for (const at of take(positions(bytes, Buffer.from([0x1f, 0x8b, 8])), MAX_PIECES)) {
    // Not `gunzip`, which rejects trailing bytes.
    attempt(() => inflateRawSync(bytes.subarray(afterGzipHeader(bytes, at)), options));
  }
  for (const second of [0x01, 0x5e, 0x9c, 0xda]) {
    for (const at of take(positions(bytes, Buffer.from([0x78, second])), MAX_PIECES)) {
      attempt(() => inflateSync(bytes.subarray(at), options));
    }
  }
  for (const at of bodyStarts(bytes)) {
    attempt(() =>
      brotliDecompressSync(bytes.subarray(at), {
        maxOutputLength: MAX_LAYER_BYTES,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      }),
    );
  }
  // Values of IndexedDB and localStorage are single Snappy blocks, possibly with a short prefix.
  if (bytes.length < MAX_LAYER_BYTES) {
    for (const at of [0, 1, 2, 3, 4, 5, 6]) attempt(() => decodeSnappy(bytes.subarray(at), MAX_LAYER_BYTES));
  }
  return layers;
}

/** @source RFC 1952 §2.3: ten bytes, then optional fields */
function afterGzipHeader(bytes: Buffer, at: number): number {
  const flags = bytes[at + 3] ?? 0;
  let next = at + 10;
  if (flags & 4) next += 2 + bytes.readUInt16LE(next);
  if (flags & 8) next = bytes.indexOf(0, next) + 1;
  if (flags & 16) next = bytes.indexOf(0, next) + 1;
  return flags & 2 ? next + 2 : next;
}

const SIMPLE_CACHE_MAGIC = Buffer.from('305c72a71b6dfbfc', 'hex');

/** Brotli has no magic bytes, so it is only tried where a cached body starts. */
function bodyStarts(bytes: Buffer): readonly number[] {
  if (bytes.length < 32) return [];
  if (bytes.subarray(0, 8).equals(SIMPLE_CACHE_MAGIC)) return [24 + bytes.readUInt32LE(12)];
  return [0];
}

function* take(values: Iterable<number>, most: number): Generator<number> {
  let count = 0;
  for (const value of values) {
    if (count++ >= most) return;
    yield value;
  }
}

function isSqlite(bytes: Buffer): boolean {
  return bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3';
}

/** Values that a query would return. Uses a copy, so that the write-ahead log is included and nothing changes. */
function seekSqlite(seek: Seeker, path: string): ReadonlySet<string> {
  const directory = mkdtempSync(join(tmpdir(), 'haystack-'));
  try {
    const copy = join(directory, 'copy.sqlite');
    for (const suffix of ['', '-wal']) {
      if (existsSync(path + suffix)) copyFileSync(path + suffix, copy + suffix);
    }
    const database = new DatabaseSync(copy);
    const found: ReadonlySet<string>[] = [];
    try {
      const tables = database.prepare("select name from sqlite_master where type = 'table'").all();
      for (const { name } of tables) found.push(seekTable(seek, database, String(name)));
    } finally {
      database.close();
    }
    return union(found);
  } catch {
    // A database that cannot be opened is searched as raw bytes.
    return seek(readFileSync(path));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function seekTable(seek: Seeker, database: DatabaseSync, table: string): ReadonlySet<string> {
  const found: ReadonlySet<string>[] = [];
  try {
    const query = database.prepare(`select * from "${table.replaceAll('"', '""')}"`);
    query.setReadBigInts(true);
    for (const row of query.iterate()) {
      for (const cell of Object.values(row)) {
        if (typeof cell === 'string') found.push(seek(Buffer.from(cell)));
        else if (cell instanceof Uint8Array) found.push(seekDeep(seek, Buffer.from(cell)));
      }
    }
  } catch {
    // Virtual tables need unavailable modules; their content is in other tables too.
  }
  return union(found);
}

function union(sets: Iterable<ReadonlySet<string>>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const set of sets) for (const value of set) all.add(value);
  return all;
}
