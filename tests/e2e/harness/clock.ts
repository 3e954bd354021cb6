import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCompiler } from '../../../scripts/browsers.ts';

const SOURCE = fileURLToPath(new URL('./clock.c', import.meta.url));

/** Clock of the browsers started with it; Linux only. */
export interface TestClock {
  readonly env: Readonly<Record<string, string>>;
  /** Sets how many seconds it is ahead of the computer's. */
  set(aheadSeconds: number): void;
  remove(): void;
}

export function makeClock(): TestClock {
  const folder = mkdtempSync(join(tmpdir(), 'clean-table-clock-'));
  const library = join(folder, 'clock.so');
  const file = join(folder, 'ahead');
  const compiled = spawnSync(findCompiler(), ['-O2', '-shared', '-fPIC', '-o', library, SOURCE], {
    encoding: 'utf8',
  });
  if (compiled.status !== 0) throw new Error(`The clock could not be compiled: ${compiled.stderr}`);
  writeFileSync(file, Buffer.alloc(8));
  return {
    env: { LD_PRELOAD: library, TEST_CLOCK_FILE: file },
    set(aheadSeconds) {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(BigInt(Math.round(aheadSeconds)));
      const handle = openSync(file, 'r+');
      writeSync(handle, bytes, 0, bytes.length, 0);
      closeSync(handle);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
