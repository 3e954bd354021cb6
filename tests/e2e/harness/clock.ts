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
  /** Lets so many seconds go by, on the steady clock too. */
  pass(seconds: number): void;
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
  writeFileSync(file, Buffer.alloc(16));
  let [ahead, steadyAhead] = [0, 0];

  function write(): void {
    const seconds = new BigInt64Array([ahead, steadyAhead].map((value) => BigInt(Math.round(value))));
    const handle = openSync(file, 'r+');
    writeSync(handle, new Uint8Array(seconds.buffer), 0, seconds.byteLength, 0);
    closeSync(handle);
  }

  return {
    env: { LD_PRELOAD: library, TEST_CLOCK_FILE: file },
    set(aheadSeconds) {
      ahead = aheadSeconds;
      write();
    },
    pass(seconds) {
      ahead += seconds;
      steadyAhead += seconds;
      write();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
