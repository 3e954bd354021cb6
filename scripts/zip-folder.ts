import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';

/** 1980-01-01 00:00, the earliest date of the format. */
const FIRST_DATE = 0x0021;
const VERSION = 20;
const DEFLATED = 8;
const NAMES_ARE_UTF8 = 0x0800;

/**
 * Packs a folder reproducibly: sorted names, a fixed date, no file attributes.
 *
 * @source PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function zipFolder(folder: string, target: string): void {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const entry = packEntry(name, readFileSync(join(folder, name)), offset);
    bodies.push(entry.body);
    directory.push(entry.directory);
    offset += entry.body.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  writeFileSync(target, Buffer.concat([...bodies, listing, end]));
}

function packEntry(name: string, content: Buffer, offset: number): { body: Buffer; directory: Buffer } {
  const encodedName = Buffer.from(name, 'utf8');
  const packed = deflateRawSync(content, { level: 9 });
  /** Fields that the local header and the central directory share. */
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(VERSION, 0);
  facts.writeUInt16LE(NAMES_ARE_UTF8, 2);
  facts.writeUInt16LE(DEFLATED, 4);
  facts.writeUInt16LE(FIRST_DATE, 8);
  facts.writeUInt32LE(crc32(content), 10);
  facts.writeUInt32LE(packed.length, 14);
  facts.writeUInt32LE(content.length, 18);
  facts.writeUInt16LE(encodedName.length, 22);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(0x04034b50, 0);
  const directoryHead = Buffer.alloc(6);
  directoryHead.writeUInt32LE(0x02014b50, 0);
  directoryHead.writeUInt16LE(VERSION, 4);
  const directoryTail = Buffer.alloc(14);
  directoryTail.writeUInt32LE(offset, 10);
  return {
    body: Buffer.concat([head, facts, encodedName, packed]),
    directory: Buffer.concat([directoryHead, facts, directoryTail, encodedName]),
  };
}
