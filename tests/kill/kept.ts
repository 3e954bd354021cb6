import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { TestBrowser } from '../e2e/harness/index.ts';
import { originOf } from './site.ts';

export const KINDS = [
  'cookies',
  'history',
  'downloads',
  'files',
  'closed tabs',
  'localStorage',
  'IndexedDB',
  'saved forms',
] as const;
export type Kind = (typeof KINDS)[number];

/** Data of each kind in the reopened browser. */
export async function keptOf(
  browser: TestBrowser,
  people: readonly string[],
): Promise<Readonly<Record<string, readonly Kind[]>>> {
  const listed = await browser.inExtension(async (api) => {
    const cookies = await api.cookies.getAll({});
    const visits = await api.history.search({ text: '', startTime: 0, maxResults: 1000 });
    const downloads = await api.downloads.search({});
    const closed = await api.sessions.getRecentlyClosed();
    const tabs = closed.flatMap(({ tab, window }) => [tab, ...(window?.tabs ?? [])]);
    return {
      cookies: cookies.map(({ domain }) => `https://${domain}`),
      history: visits.map(({ url = '' }) => url),
      downloads: downloads.map(({ url }) => url),
      'closed tabs': tabs.map((tab) => tab?.url ?? ''),
    };
  });
  const kept: Record<string, readonly Kind[]> = {};
  for (const who of people) kept[who] = await keptOfOne(browser, who, listed);
  return kept;
}

type Listed = 'cookies' | 'history' | 'downloads' | 'closed tabs';

async function keptOfOne(
  browser: TestBrowser,
  who: string,
  listed: Readonly<Record<Listed, readonly string[]>>,
): Promise<readonly Kind[]> {
  const isListed = (kind: Listed) => listed[kind].some((url) => url.startsWith(originOf(who)));
  const page = await browser.openPage(`${originOf(who)}/look`);
  const stored = await page.evaluate(
    async (name) => ({
      localStorage: localStorage.getItem(name) !== null,
      IndexedDB: (await indexedDB.databases()).some((database) => database.name === name),
    }),
    who,
  );
  await page.close();
  const kept: Readonly<Record<Kind, boolean>> = {
    cookies: isListed('cookies'),
    history: isListed('history'),
    downloads:
      isListed('downloads') ||
      isIn(browser.profileDir, DOWNLOADS[browser.name], `${originOf(who)}/saved.bin`),
    'closed tabs': isListed('closed tabs'),
    ...stored,
    files: existsSync(join(browser.downloadsDir, `${who}.bin`)),
    'saved forms': hasForm(browser, who),
  };
  return KINDS.filter((kind) => kept[kind]);
}

const FORMS = {
  chromium: { path: 'Default/Web Data', query: 'select 1 from autofill where value = ?' },
  firefox: { path: 'formhistory.sqlite', query: 'select 1 from moz_formhistory where value = ?' },
};
const COOKIES = {
  chromium: { path: 'Default/Cookies', query: 'select 1 from cookies where name = ?' },
  firefox: { path: 'cookies.sqlite', query: 'select 1 from moz_cookies where name = ?' },
};

const VISITS = {
  chromium: { path: 'Default/History', query: 'select 1 from urls where url = ?' },
  firefox: { path: 'places.sqlite', query: 'select 1 from moz_places where url = ?' },
};

/** `downloads.search` of Firefox has only those since its start; older ones are annotations of visits. */
const DOWNLOADS = {
  chromium: { path: 'Default/History', query: 'select 1 from downloads_url_chains where url = ?' },
  firefox: {
    path: 'places.sqlite',
    query: 'select 1 from moz_annos join moz_places on moz_places.id = place_id where url = ?',
  },
};

/** No API reads form entries. */
function hasForm({ name, profileDir }: TestBrowser, who: string): boolean {
  return isIn(profileDir, FORMS[name], who);
}

/** Whether the data flushed last is on disk. */
export function isOnDisk({ name, profileDir }: TestBrowser, who: string): boolean {
  const isKept =
    isIn(profileDir, COOKIES[name], who) && isIn(profileDir, VISITS[name], `${originOf(who)}/visit`);
  if (name === 'chromium') return isKept;
  const path = `storage/default/${originOf(who).replace('://', '+++')}/ls/data.sqlite`;
  return isKept && isIn(profileDir, { path, query: 'select 1 from data where key = ?' }, who);
}

/** Queries a copy with its journals, because the browser is running. */
function isIn(profileDir: string, { path, query }: { path: string; query: string }, value: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'clean-table-copy-'));
  const copy = join(folder, 'copy.sqlite');
  try {
    for (const suffix of ['', '-wal', '-journal']) {
      const from = join(profileDir, path) + suffix;
      if (existsSync(from)) copyFileSync(from, copy + suffix);
    }
    const database = new DatabaseSync(copy);
    try {
      return database.prepare(query).get(value) !== undefined;
    } finally {
      database.close();
    }
  } catch {
    // Copied during a change, or not there yet.
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
