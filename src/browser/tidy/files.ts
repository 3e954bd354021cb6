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

/** Browsers number downloads in their order, whatever the clock says. */
export async function downloadsOfSession(
  { baseline }: OfSession,
  list = () => search({}),
): Promise<readonly Download[]> {
  return (await list()).filter(({ id }) => id > baseline.lastDownloadId);
}

export async function lastDownloadId(): Promise<number> {
  return (await search({})).reduce((last, { id }) => Math.max(last, id), -1);
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

/** Deleted by us: not to be looked for by the person. */
const deleted = new Set<number>();
/** Not where they were saved. */
const missing = new Set<number>();

/**
 * @returns names of files that are not where they were saved: moved, or deleted already
 * @throws what the browser says where a file did not go
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

/** Chromium looks whether files are there when it is asked for the list, and tells of it the next time. */
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

/** @returns its name where it was not found */
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

/** Firefox: “the file doesn't exist”. Chromium: “Download file already deleted”. Not: a file that is in use. */
function isAbsence(reason: unknown): boolean {
  return /exist|already deleted/i.test(String(reason));
}

function nameOfMissing(item: Download): string {
  missing.add(item.id);
  return nameOf(item);
}

/**
 * A part of it is on the disk, also of one that is paused, which Firefox calls interrupted. A line that is erased first
 * leaves it there, out of reach (seen in 153).
 */
async function cancel({ id, state, canResume }: Download): Promise<void> {
  // Chromium cancels only what runs.
  if (BROWSER === 'chromium' && state === 'interrupted' && canResume) {
    await browser.downloads.resume(id).catch(() => undefined);
  }
  await browser.downloads.cancel(id);
}

/**
 * By what the list says, which in Firefox goes on saying that a deleted file exists. Chromium looks at no file again
 * until a clock that was set back has caught up.
 */
export async function countFiles(context: TidyContext): Promise<number | undefined> {
  if (BROWSER === 'firefox') return countFilesByRemoval(context);
  const files = await filesToGo(context);
  if (!context.hasTrueDates && files.length > 0) return undefined;
  return files.filter(({ state, exists }) => state === 'in_progress' || (state === 'complete' && exists))
    .length;
}

/** By trying to delete them once more: one that is gone is refused for that reason. */
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

/** A line whose file did not go stays, or nobody would find the file again. */
export async function eraseDownloads(context: TidyContext, method: Method): Promise<void> {
  // What came since the files were deleted; files are only ever those of the session.
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

/** Entries of the list, by their numbers. */
export async function listedByNumber(context: TidyContext): Promise<readonly Download[]> {
  const listed = context.scope === 'everything' ? await search({}) : await downloadsOfSession(context);
  return listed.filter((item) => !isKeptRunning(item, context));
}

/** Entries of the list, by their dates. */
export async function listedByDate(context: TidyContext): Promise<readonly Download[]> {
  const listed = await search({ startedAfter: new Date(context.sinceMs).toISOString() });
  return listed.filter((item) => !isKeptRunning(item, context));
}

/** Chromium ends a download whose line is erased (seen in 156). */
function isKeptRunning({ id, state }: Download, { keepFiles }: TidyContext): boolean {
  return state !== 'complete' && keepFiles.includes(id);
}
