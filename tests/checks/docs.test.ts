import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planTidy, STEP_IDS, USUAL } from '#core/tidy/plan.ts';
import { filesIn, projectFiles, ROOT, read, readJson } from './files.ts';

const { scripts, version } = readJson<{ scripts: Record<string, string>; version: string }>('package.json');

const pages = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesIn('docs', /\.md$/)];

/** Names of npm scripts mentioned in a text: `npm start`, `npm test` and `npm run x`. */
function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))\b/g)].map(
    ([, run, short]) => run ?? short ?? '',
  );
}

describe('commands in the docs', () => {
  it.each(pages)('%s names only existing commands', (path) => {
    expect(commandsIn(read(path)).filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });

  it('are all explained in README.md or CONTRIBUTING.md', () => {
    const named = new Set(commandsIn(read('README.md') + read('CONTRIBUTING.md')));
    expect(Object.keys(scripts).filter((name) => !named.has(name))).toEqual([]);
  });
});

describe('the docs', () => {
  it.each(pages)('%s links only to existing files', (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#\s]+)(?:#[^)\s]*)?\)|<img[^>]+src="([^"]+)"/g)]
      .map(([, link, picture]) => link ?? picture ?? '')
      .filter((link) => !/^(https?|mailto):/.test(link));
    const missing = links.filter((link) => !existsSync(join(ROOT, posix.join(posix.dirname(path), link))));
    expect(missing).toEqual([]);
  });

  it('contain no path of a developer’s machine, nor does any other file', () => {
    // Concatenated, so that this file does not match itself. Tests may use a home folder as an example.
    const anywhere = new RegExp(['/work' + '/', '[.][.]/shared' + '/'].join('|'));
    const outsideTests = new RegExp(['/home' + '/[a-z]', '/Users' + '/[A-Za-z]'].join('|'));
    const telling = projectFiles().filter(
      (path) => anywhere.test(read(path)) || (!path.startsWith('tests/') && outsideTests.test(read(path))),
    );
    expect(telling).toEqual([]);
  });

  it('never promise safety', () => {
    const promises = pages.filter((path) =>
      /\b(you are|you're|keeps? you|makes? you|completely|fully|perfectly) (safe|secure|anonymous|invisible)\b/i.test(
        read(path),
      ),
    );
    expect(promises).toEqual([]);
  });

  it('describe the version of package.json in CHANGELOG.md', () => {
    expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${version.replaceAll('.', '\\.')}\\b`, 'm'));
  });
});

describe('docs/leaving.md', () => {
  const rows = [...read('docs/leaving.md').matchAll(/^\|\s*`([\w-]+)`\s*\|\s*(\S+)\s*\|\s*(\S+)\s*\|/gm)];

  it('names every step in execution order', () => {
    expect(rows.map(([, id]) => id)).toEqual(STEP_IDS);
  });

  it.each([
    ['chromium', 2],
    ['firefox', 3],
  ] as const)('matches the plan for %s', (browser, column) => {
    const told = rows
      .filter((row) => row[column] !== '–')
      .map((row) => ({ id: row[1], method: row[column] }));
    expect(told).toEqual(planTidy(browser, 'sitting', { ...USUAL, unseen: [] }));
  });
});

describe('documents referred to by the code', () => {
  it('exist', () => {
    const code = ['src', 'entrypoints', 'scripts'].flatMap((folder) => filesIn(folder, /\.(tsx?|mjs)$/));
    const missing = code.flatMap((path) =>
      [...read(path).matchAll(/\bdocs\/[\w/-]+\.md\b/g)]
        .map(([page]) => page)
        .filter((page) => !existsSync(join(ROOT, page)))
        .map((page) => `${path}: ${page}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('decision records', () => {
  const records = filesIn('docs/decisions', /\.md$/);

  it('are numbered without gaps', () => {
    const numbers = records.map((path) => Number(posix.basename(path).slice(0, 4)));
    expect(numbers).toEqual(records.map((_, index) => index + 1));
    expect(records.length).toBeGreaterThan(5);
  });

  it.each(records)('%s has all sections and fits on a page', (path) => {
    const text = read(path);
    for (const heading of ['Context', 'Options', 'Decision', 'Consequences']) {
      expect(text).toContain(`\n## ${heading}\n`);
    }
    expect(text).toMatch(/^# \d{4} \S/);
    expect(text.length).toBeLessThan(4000);
  });
});
