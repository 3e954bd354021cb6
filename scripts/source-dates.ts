/**
 * Dates of facts that were read in files of public repositories: the day on which that part of the file last changed,
 * and not the day of the copy. Needs clones with their history.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { factsOf, type Table } from './providers.ts';

export interface WrongDate {
  readonly id: string;
  readonly fact: string;
  /** As in the table, and as the history of the file says. */
  readonly stated: string;
  readonly last: string;
}

export interface DateCheck {
  readonly wrong: readonly WrongDate[];
  /** Facts whose repository was not at hand, or whose file is not in it. */
  readonly unchecked: number;
}

/**
 * What of a file a fact is read from, as a regular expression for its lines; the whole file where none is named. Only of
 * these sources the date is that of the change: others write into the file when they last looked.
 */
const PARTS: Readonly<Record<string, (fact: string) => string | undefined>> = {
  tfa: (fact) =>
    fact === 'secondFactorPage'
      ? '"(documentation|recovery)"'
      : '"(tfa|sms|call|email|totp|u2f|custom-software|custom-hardware|notes)"',
  pk: () => undefined,
  ispdb: () => undefined,
};

/** @param clones - folder with one clone each, named `owner+name` or `name` */
export function checkDates({ files, book }: Table, clones: string): DateCheck {
  const wrong: WrongDate[] = [];
  let unchecked = 0;
  for (const file of files) {
    for (const [fact, { source, date, at }] of factsOf(file)) {
      const partOf = PARTS[source];
      if (at === undefined || !partOf) continue;
      const last = lastChange(clones, book.sources[source]?.root, at, partOf(fact));
      if (last === undefined) unchecked += 1;
      else if (last !== date) wrong.push({ id: file.id, fact, stated: date, last });
    }
  }
  return { wrong, unchecked };
}

/** @returns `2023-08-03`; `undefined` where no clone has that file */
function lastChange(
  clones: string,
  root: string | undefined,
  at: string,
  part: string | undefined,
): string | undefined {
  const [, owner, name, commit] =
    /^https:\/\/github\.com\/([^/]+)\/([^/]+)\/blob\/([^/]+)\/(.*)$/.exec(root ?? '') ?? [];
  if (owner === undefined || name === undefined || commit === undefined) return undefined;
  const folder = [
    join(clones, `${owner}+${name}`, 'repo'),
    join(clones, `${owner}+${name}`),
    join(clones, name),
  ].find((path) => existsSync(path));
  if (folder === undefined) return undefined;
  const path = `${/\/blob\/[^/]+\/(.*)$/.exec(root ?? '')?.[1] ?? ''}${at}`;
  const only = part === undefined ? [] : ['-E', '-G', part];
  try {
    const said = execFileSync(
      'git',
      ['-C', folder, 'log', '-1', '--format=%cs', ...only, commit, '--', path],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    return said.trim() || undefined;
  } catch {
    return undefined;
  }
}
