/** The sections that `npm run check` and `npm test` share. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Section, TestCount } from './sections.ts';
import { ROOT, runNode, runTool } from './tools.ts';

export const staticChecks: readonly Section[] = [
  { title: 'Data, from its sources', run: () => runNode(['scripts/data.ts']) },
  { title: 'Types of the framework (wxt prepare)', run: () => runTool('wxt', ['prepare']) },
  { title: 'Format and lint (biome)', run: () => runTool('@biomejs/biome', ['check', '.']) },
  {
    title: 'Types of the core, without a browser (tsc)',
    run: () => runTool('typescript', ['-p', 'tsconfig.core.json']),
  },
  { title: 'Types (tsc)', run: () => runTool('typescript', ['--noEmit']) },
  { title: 'Unused files and exports (knip)', run: () => runTool('knip') },
];

export const unitTests: Section = { title: 'Unit tests', run: () => runTests('unit') };

/** Runs one project of vitest.config.ts and counts. */
export function runTests(project: string): TestCount {
  const report = join(ROOT, '.cache', `tests-${project}.json`);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const isFine = runTool('vitest', [
    ...['run', '--project', project],
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
  ]);
  const { numPassedTests: passed, numFailedTests: failed } = readReport(report);
  // A file that cannot even be loaded has no failed tests.
  return { passed, failed: isFine ? failed : Math.max(failed, 1) };
}

function readReport(path: string): { numPassedTests: number; numFailedTests: number } {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1 };
  }
}
