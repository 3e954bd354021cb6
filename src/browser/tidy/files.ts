import browser from 'webextension-polyfill';
import { shortText } from '#core/session/bounds.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import type { Method } from '#core/tidy/plan.ts';
import { pause } from '#lib/pause.ts';
import { BROWSER } from '../kind.ts';
import { createExistenceClock } from './existence.ts';
import { removeSince } from './removal.ts';

export type Download = browser.Downloads.DownloadItem;
type OfSession = Pick<TidyContext, 'baseline'>;

/** Downloads since the baseline, by id: browsers assign ids in order, whatever the clock says. */
export async function downloadsOfSession(
  { baseline }: OfSession,
  list = () => search({}),
): Promise<readonly Download[]> {
  return (await list()).filter(({ id }) => id > baseline.lastDownloadId);
}

export async function lastDownloadId(): Promise<number> {
  return (await search({})).reduce((last, { id }) => Math.max(last, id), -1);
}

/** @param untilMs - in ms since the epoch */
export async function lastDownloadIdBefore(untilMs: number): Promise<number> {
  const before = await search({ startedBefore: new Date(untilMs).toISOString() });
  return before.reduce((last, { id }) => Math.max(last, id), -1);
}

/** 0: as many as there are. */
export function search(query: browser.Downloads.DownloadQuery): Promise<readonly Download[]> {
  existence.asked(performance.now());
  return browser.downloads.search({ ...query, limit: 0 });
}

const existence = createExistenceClock();

export function nameOf({ filename }: Download): string {
  return shortText(filename.split(/[/\\]/).at(-1) ?? '');
}

/** Ids of files that the tidy deleted; the person need not look for them. */
const deleted = new Set<number>();
/** Ids of files that were not where they were saved. */
const missing = new Set<number>();

/**
 * Deletes the session's files.
 *
 * @returns names of files that are not where they were saved: moved, or deleted already
 * @throws the browser's error for a file that could not be deleted
 */
export async function deleteFiles(context: TidyContext): Promise<readonly string[]> {
  const files = await filesSeen(context);
  const results = await Promise.allSettled(files.map(deleteFile));
  const failure = results.find((result) => result.status === 'rejected');
  if (failure && (await countFilesByRemoval(context)) > 0) throw failure.reason;
  return results.flatMap((result) => (result.status === 'fulfilled' && result.value ? [result.value] : []));
}

async function filesToGo(context: TidyContext): Promise<readonly Download[]> {
  return (await downloadsOfSession(context)).filter(({ id }) => !context.keepFiles.includes(id));
}

/** Chromium's check of the files is asynchronous; its result is in the next list. */
const SEEN_AFTER_MS = 500;

async function filesSeen(context: TidyContext): Promise<readonly Download[]> {
  const waitMs = existence.freshInMs(performance.now());
  const files = await filesToGo(context);
  const isAsked = BROWSER === 'chromium' && files.some(({ state, exists }) => state === 'complete' && exists);
  if (!isAsked) return files;
  if (waitMs > 0) {
    await pause(waitMs);
    await filesToGo(context);
  }
  await pause(SEEN_AFTER_MS);
  return filesToGo(context);
}

/** @returns the file's name if it was not found */
async function deleteFile(item: Download): Promise<string | undefined> {
  const { id, state, exists } = item;
  if (state !== 'complete') return void (await cancel(item));
  if (deleted.has(id)) return undefined;
  if (BROWSER === 'chromium' && !exists) return nameOfMissing(item);
  try {
    await browser.downloads.removeFile(id);
    deleted.add(id);
    return undefined;
  } catch (reason) {
    if (isAbsence(reason)) return nameOfMissing(item);
    throw reason;
  }
}

/** Firefox: “the file doesn't exist”. Chromium: “Download file already deleted”. Not a file in use. */
function isAbsence(reason: unknown): boolean {
  return /exist|already deleted/i.test(String(reason));
}

function nameOfMissing(item: Download): string {
  missing.add(item.id);
  return nameOf(item);
}

/**
 * Cancels a download, whose partial file is on disk. This includes paused ones, which Firefox calls interrupted.
 * Erasing the entry first would leave the partial file out of reach (seen in 153).
 */
async function cancel({ id, state, canResume }: Download): Promise<void> {
  // Chromium only cancels running downloads.
  if (BROWSER === 'chromium' && state === 'interrupted' && canResume) {
    await browser.downloads.resume(id).catch(() => undefined);
  }
  await browser.downloads.cancel(id);
}

/**
 * Counts by the list. Firefox keeps reporting deleted files as existing. Chromium does not check files again until a
 * clock that was set back has caught up.
 */
export async function countFiles(context: TidyContext): Promise<number | undefined> {
  if (BROWSER === 'firefox') return countFilesByRemoval(context);
  const files = await filesToGo(context);
  if (!context.hasTrueDates && files.length > 0) return undefined;
  return files.filter(({ state, exists }) => state === 'in_progress' || (state === 'complete' && exists))
    .length;
}

/** Counts by trying to delete the files again: missing ones fail with a specific error. */
export async function countFilesByRemoval(context: TidyContext): Promise<number> {
  const files = await filesToGo(context);
  const left = await Promise.all(
    files.map(async ({ id, state }) => {
      if (state === 'in_progress') return true;
      if (state !== 'complete') return false;
      return browser.downloads.removeFile(id).then(
        () => true,
        (reason) => !isAbsence(reason),
      );
    }),
  );
  return left.filter(Boolean).length;
}

/** Erases entries, except those whose file could not be deleted: without the entry nobody would find it. */
export async function eraseDownloads(context: TidyContext, method: Method): Promise<void> {
  // Files downloaded since the first deletion. Only the session's files are ever deleted.
  if (context.startedAtMs > 0) await deleteFiles(context).catch(() => undefined);
  const stuck = context.startedAtMs > 0 ? await stuckFiles(context) : [];
  const isWhole = stuck.length === 0 && (method === 'all' || context.hasTrueDates);
  if (isWhole) await removeSince(context, method, { downloads: true });
  const listed = (await listedByNumber(context)).filter((item) => !stuck.includes(item.id));
  await Promise.all(listed.map(({ id }) => browser.downloads.erase({ id })));
}

async function stuckFiles(context: TidyContext): Promise<readonly number[]> {
  const files = await filesToGo(context);
  return files
    .filter(
      ({ id, state }) =>
        state === 'in_progress' || (state === 'complete' && !deleted.has(id) && !missing.has(id)),
    )
    .map(({ id }) => id);
}

/** Entries of the list, by id. */
export async function listedByNumber(context: TidyContext): Promise<readonly Download[]> {
  const listed = context.scope === 'everything' ? await search({}) : await downloadsOfSession(context);
  return listed.filter((item) => !isKeptRunning(item, context));
}

/** Entries of the list, by date. */
export async function listedByDate(context: TidyContext): Promise<readonly Download[]> {
  const listed = await search({ startedAfter: new Date(context.sinceMs).toISOString() });
  return listed.filter((item) => !isKeptRunning(item, context));
}

/** Erasing an entry cancels its download in Chromium (seen in 156). */
function isKeptRunning({ id, state }: Download, { keepFiles }: TidyContext): boolean {
  return state !== 'complete' && keepFiles.includes(id);
}
