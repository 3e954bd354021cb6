import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCanaries } from './haystack.ts';

const PREFIX = 'qzxcanary';
const CANARY = `${PREFIX}k7w`;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'forensics-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const search = () => findCanaries([root], PREFIX, 3);

/** A Snappy block of one literal, as encoders write short texts. */
function snappyLiteral(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length, (bytes.length - 1) << 2]), bytes]);
}

function mozLz4Literal(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  const token = Buffer.from([0xf0, bytes.length - 15]);
  return Buffer.concat([Buffer.from('mozLz40\0'), length, token, bytes]);
}

const LONG = `some words before ${CANARY} and after`;

describe('finding a canary', () => {
  it('finds nothing without one, or for a mere prefix', () => {
    writeFileSync(join(root, 'a'), `${PREFIX} and ${PREFIX}K7 and words`);
    expect(search().live.size).toBe(0);
  });

  it.each([
    ['UTF-8', Buffer.from(LONG)],
    ['UTF-16', Buffer.from(LONG, 'utf16le')],
    ['base64', Buffer.from(Buffer.from(LONG).toString('base64'))],
    ['base64, shifted by one', Buffer.from(Buffer.from(`x${LONG}`).toString('base64'))],
    ['base64, shifted by two', Buffer.from(Buffer.from(`xx${LONG}`).toString('base64'))],
    ['percent code', Buffer.from([...LONG].map((c) => `%${c.charCodeAt(0).toString(16)}`).join(''))],
    ['gzip inside other bytes', Buffer.concat([Buffer.from('head'), gzipSync(LONG), Buffer.from('tail')])],
    ['zlib inside other bytes', Buffer.concat([Buffer.from('head'), deflateSync(LONG), Buffer.from('tail')])],
    ['brotli', brotliCompressSync(LONG)],
    ['mozLz4', mozLz4Literal(LONG)],
    ['Snappy', snappyLiteral(LONG)],
  ])('in %s', (_, bytes) => {
    writeFileSync(join(root, 'file'), bytes);
    expect([...search().live]).toEqual([[CANARY, ['file']]]);
  });

  it('in a cache entry compressed with brotli', () => {
    const key = Buffer.from('1/0/https://a.example/x');
    const header = Buffer.alloc(24);
    Buffer.from('305c72a71b6dfbfc', 'hex').copy(header);
    header.writeUInt32LE(key.length, 12);
    writeFileSync(
      join(root, 'entry_0'),
      Buffer.concat([header, key, brotliCompressSync(LONG), Buffer.from('end')]),
    );
    expect([...search().live.keys()]).toEqual([CANARY]);
  });

  it('in a file name', () => {
    mkdirSync(join(root, 'saved'));
    writeFileSync(join(root, 'saved', `${CANARY}.pdf`), 'nothing');
    expect([...search().live.values()]).toEqual([[join('saved', `${CANARY}.pdf`)]]);
  });
});

describe('distinguishing live from recoverable traces', () => {
  it('in a database', () => {
    const database = new DatabaseSync(join(root, 'db'));
    database.exec('pragma secure_delete = off; create table t (words text)');
    database.prepare('insert into t values (?)').run(`${LONG} ${'x'.repeat(3000)}`);
    database.close();
    expect([...search().live.keys()]).toEqual([CANARY]);

    const again = new DatabaseSync(join(root, 'db'));
    again.exec('pragma secure_delete = off; delete from t');
    again.close();
    const { live, recoverable } = search();
    expect(live.size).toBe(0);
    expect([...recoverable.keys()]).toEqual([CANARY]);
  });

  it('in a LevelDB log', () => {
    const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);
    const record = (sequence: number, body: Buffer) => {
      const head = Buffer.alloc(12);
      head.writeBigUInt64LE(BigInt(sequence));
      head.writeUInt32LE(1, 8);
      const batch = Buffer.concat([head, body]);
      const frame = Buffer.alloc(7);
      frame.writeUInt16LE(batch.length, 4);
      frame[6] = 1;
      return Buffer.concat([frame, batch]);
    };
    const put = record(1, Buffer.concat([Buffer.from([1]), text('key'), text(CANARY)]));
    const remove = record(2, Buffer.concat([Buffer.from([0]), text('key')]));
    writeFileSync(join(root, 'CURRENT'), 'MANIFEST-000001\n');
    writeFileSync(join(root, 'MANIFEST-000001'), '');
    writeFileSync(join(root, '000003.log'), put);
    expect([...search().live.keys()]).toEqual([CANARY]);

    writeFileSync(join(root, '000003.log'), Buffer.concat([put, remove]));
    const { live, recoverable } = search();
    expect(live.size).toBe(0);
    expect([...recoverable.keys()]).toEqual([CANARY]);
  });
});
