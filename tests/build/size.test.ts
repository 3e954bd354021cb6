import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../scripts/build.ts';
import { ROOT } from '../../scripts/tools.ts';
import { zipFolder } from '../../scripts/zip-folder.ts';

/**
 * In kB (1000 bytes), uncompressed. The redirect chain must be observed by the background; everything else about
 * trackers is loaded by the popup. A quarter of the content script are the words of the field classifier, in four
 * languages; most of the rest is the secret guard, which must decide synchronously.
 */
const BUDGET = { background: 264, pageScript: 24, package: 1500 } as const;

function sizeInKb(path: string): number {
  return statSync(path).size / 1000;
}

describe.each(TARGETS)('the size of the extension for %s', (target) => {
  const folder = join(ROOT, '.output', `${target}-mv3`);

  it(`has a background of at most ${BUDGET.background} kB`, () => {
    expect(sizeInKb(join(folder, 'background.js'))).toBeLessThanOrEqual(BUDGET.background);
  });

  it(`has a script for pages of at most ${BUDGET.pageScript} kB`, () => {
    // Top-level scripts other than the background run in web pages.
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
