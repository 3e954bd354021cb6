/** Sections of `npm run check` and `npm test`. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
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

/** Runs one project of vitest.config.ts and counts its tests. */
export function runTests(project: string): TestCount {
  return countOf(runFiles(project, []));
}

/** Like `runTests`, but retries the few files that fail, in new browsers: docs/decisions/0021. */
export function runTestsTwiceAtMost(project: string): TestCount {
  return countOf(twiceAtMost((files) => runFiles(project, files)));
}

export interface Run {
  readonly isFine: boolean;
  readonly files: readonly TestFile[];
}

/** Format of vitest's JSON reporter. */
export interface TestFile {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

/** More failures than this are not a coincidence. */
const MAX_FILES_AGAIN = 3;

/** @param run - runs these files, or all for an empty list */
export function twiceAtMost(run: (files: readonly string[]) => Run): Run {
  const first = run([]);
  const broken = first.files.filter(({ status }) => status === 'failed');
  if (first.isFine || broken.length === 0 || broken.length > MAX_FILES_AGAIN) return first;
  const names = broken.map(({ name }) => name);
  console.log(`\n   Once more: ${names.map((name) => relative(ROOT, name)).join(', ')}`);
  const second = run(names);
  if (second.isFine) {
    for (const { fullName } of broken.flatMap(failedIn)) {
      console.log(`   UNSTEADY, passed at the second try: ${fullName}`);
    }
  }
  const others = first.files.filter(({ name }) => !names.includes(name));
  return { isFine: second.isFine, files: [...others, ...second.files] };
}

const failedIn = ({ assertionResults }: TestFile) =>
  assertionResults.filter(({ status }) => status === 'failed');

/** @param files - paths; empty: all of the project */
function runFiles(project: string, files: readonly string[]): Run {
  const report = join(ROOT, '.cache', `tests-${project}.json`);
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  rmSync(report, { force: true });
  const isFine = runTool('vitest', [
    ...['run', '--project', project, ...files],
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report],
  ]);
  return { isFine, files: readReport(report) };
}

function readReport(path: string): readonly TestFile[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).testResults;
  } catch {
    return [];
  }
}

export function countOf({ isFine, files }: Run): TestCount {
  const passed = files.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'passed'),
  );
  // A file that fails to load has no failed tests.
  const failed = Math.max(files.flatMap(failedIn).length, isFine ? 0 : 1);
  return { passed: passed.length, failed };
}
