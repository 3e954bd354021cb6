import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../scripts/build.ts';
import { ROOT } from '../../scripts/tools.ts';
import { zipFolder } from '../../scripts/zip-folder.ts';

/**
 * In kB (1000 bytes), as they lie in the package before it is packed. By what way a page came must be heard by the
 * background; all else of who watches is read by the popup. A quarter of the script for pages are the words by which a
 * field is known, in four languages; most of the rest holds keys and forms back by itself, for no answer comes in time.
 */
const BUDGET = { background: 260, pageScript: 23, package: 1500 } as const;

function sizeInKb(path: string): number {
  return statSync(path).size / 1000;
}

describe.each(TARGETS)('the size of the extension for %s', (target) => {
  const folder = join(ROOT, '.output', `${target}-mv3`);

  it(`has a background of at most ${BUDGET.background} kB`, () => {
    expect(sizeInKb(join(folder, 'background.js'))).toBeLessThanOrEqual(BUDGET.background);
  });

  it(`has a script for pages of at most ${BUDGET.pageScript} kB`, () => {
    // Whatever lies at the top and is not the background runs in the pages of the web.
    const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^(page|content-scripts\/.*)\.js$/.test(name.replaceAll('\\', '/')),
    );
    expect(scripts.length).toBeGreaterThan(0);
    for (const name of scripts) expect(sizeInKb(join(folder, name))).toBeLessThanOrEqual(BUDGET.pageScript);
  });

  it(`is a package of at most ${BUDGET.package} kB`, () => {
    const temporary = mkdtempSync(join(tmpdir(), 'clean-table-size-'));
    try {
      zipFolder(folder, join(temporary, 'package.zip'));
      expect(sizeInKb(join(temporary, 'package.zip'))).toBeLessThanOrEqual(BUDGET.package);
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });
});
