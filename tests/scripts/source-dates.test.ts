import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTable } from '../../scripts/providers.ts';
import { checkDates } from '../../scripts/source-dates.ts';

const AT = 'entries/g/good.json';
const table = readTable();
const [first] = table.files;
let clones: string;
let head: string;

/** A repository whose file changed on three days: the factors, the documentation, and something else. */
beforeAll(() => {
  clones = mkdtempSync(join(tmpdir(), 'clean-table-dates-'));
  const folder = join(clones, 'somebody+list');
  mkdirSync(join(folder, 'entries/g'), { recursive: true });
  const git = (args: readonly string[], day = '2026-01-01') => {
    const when = `${day}T12:00:00Z`;
    const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
    const as = ['-c', 'user.name=A', '-c', 'user.email=a@a.example'];
    return execFileSync('git', ['-C', folder, ...as, ...args], { encoding: 'utf8', env });
  };
  const commit = (day: string, lines: readonly string[]) => {
    writeFileSync(join(folder, AT), `${lines.join('\n')}\n`);
    git(['add', '.']);
    git(['commit', '-q', '-m', day], day);
  };
  git(['init', '-q']);
  commit('2021-02-03', ['"tfa": [', '"totp"', ']', '"documentation": "a"', '"domain": "a"']);
  commit('2022-03-04', ['"tfa": [', '"totp"', ']', '"documentation": "b"', '"domain": "a"']);
  commit('2023-04-05', ['"tfa": [', '"totp"', ']', '"documentation": "b"', '"domain": "b"']);
  head = git(['rev-parse', 'HEAD']).trim();
});
afterAll(() => rmSync(clones, { recursive: true, force: true }));

function check(facts: object, at = AT) {
  if (!first) throw new Error('no file to change');
  const told = Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, { value: 'x', at, ...fact }]),
  );
  const root = `https://github.com/somebody/list/blob/${head}/`;
  const source = { title: 'A list', address: root, date: '2026-01-01', root };
  const sources = { tfa: source, ispdb: source, dc: source };
  return checkDates(
    { files: [{ ...first, facts: told as never }], book: { ...table.book, sources } },
    clones,
  );
}

describe('the dates of facts from repositories', () => {
  it('are those of the last change in the part that the fact is from', () => {
    const facts = {
      secondFactor: { source: 'tfa', date: '2021-02-03' },
      secondFactorPage: { source: 'tfa', date: '2022-03-04' },
      mailPrograms: { source: 'ispdb', date: '2023-04-05' },
    };
    expect(check(facts)).toEqual({ wrong: [], unchecked: 0 });
  });

  it('are wrong where they are those of the copy', () => {
    expect(check({ secondFactor: { source: 'tfa', date: '2026-08-04' } }).wrong).toEqual([
      { id: first?.id, fact: 'secondFactor', stated: '2026-08-04', last: '2021-02-03' },
    ]);
  });

  it('are not compared where a source states its own, and are unknown where a file is not there', () => {
    expect(check({ deltaChat: { source: 'dc', date: '2017-06' } })).toEqual({ wrong: [], unchecked: 0 });
    expect(check({ secondFactor: { source: 'tfa', date: '2026' } }, 'entries/x.json').unchecked).toBe(1);
    expect(checkDates(table, join(clones, 'nothing')).wrong).toEqual([]);
  });
});
