/** File access for the checks: the project's files, as git would list them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Paths below `folder`, relative to the root, with `/`, sorted. Empty if the folder is missing. */
export function filesIn(folder: string, pattern: RegExp = /./): readonly string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => pattern.test(path))
    .toSorted();
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

export function readJson<T>(path: string): T {
  return JSON.parse(read(path)) as T;
}

/** All files of the repository, without git, which may not be installed. */
export function projectFiles(): readonly string[] {
  const ignored = read('.gitignore')
    .split('\n')
    .map((line) => line.replaceAll('/', '').trim());
  return readdirSync(ROOT, { withFileTypes: true })
    .filter(({ name }) => name !== '.git' && name !== 'package-lock.json' && !ignored.includes(name))
    .flatMap((entry) => (entry.isDirectory() ? filesIn(entry.name) : [entry.name]))
    .filter((path) => !path.startsWith('src/data/generated/'));
}

/** Both builds. Checks of the shipped files fail without them instead of passing silently. */
export const BUILDS = { chromium: '.output/chrome-mv3', firefox: '.output/firefox-mv3' } as const;
export type Build = keyof typeof BUILDS;

export function buildOf(browser: Build): string {
  const folder = BUILDS[browser];
  if (!existsSync(join(ROOT, folder, 'manifest.json'))) {
    throw new Error(`There is no build in ${folder}: run "npm run build" first.`);
  }
  return folder;
}

/** Source code without its comments; strings are kept. */
export function withoutComments(source: string): string {
  return source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, text: string | undefined) => text ?? '',
  );
}
