import type { BrowserKind } from '../session/browser-kind.ts';

export const SCOPES = ['sitting', 'everything'] as const;
/** `session`: only what came since the session started. */
export type Scope = (typeof SCOPES)[number];

/** In the order in which they run: open pages write back, and our own notes are needed until the end. */
export const STEP_IDS = [
  'files',
  'tabs',
  'cookies',
  'cache',
  'site-storage',
  'forms',
  'history',
  'downloads',
  'closed-tabs',
  'session-log',
  'passwords',
  'site-files',
  'site-names',
  'http-sign-in',
  'site-permissions',
  'local-files',
  'tab-groups',
  'bookmarks',
  'addresses',
  'dictionary',
  'clipboard',
  'settings',
  'own-notes',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/**
 * How a browser can do a step.
 *
 * - `since`: by the time the session began
 * - `hosts`: by the sites of the session, because the browser cannot tell the time of these data, or tells
 *   it only of the whole site; an earlier visit to the same sites goes too
 * - `all`: everything of its kind
 * - `by-hand`: no interface; the receipt says where to click
 */
export type Method = 'since' | 'hosts' | 'all' | 'by-hand';

export interface PlannedStep {
  readonly id: StepId;
  readonly method: Method;
}

/**
 * Methods for the scope `session`; a step without an entry does not exist in that browser.
 *
 * Measured in Chromium 156 and Firefox 153 (docs/leaving.md): Firefox rejects `since` for
 * localStorage, ignores it for IndexedDB, clears the whole cache whatever it is told, forgets all closed tabs with
 * any part of the history, and never clears CacheStorage, OPFS or HTTP credentials; Chromium clears all that a site stored when any of it is new,
 * and no longer removes saved passwords for an extension.
 */
const SESSION: { readonly [Browser in BrowserKind]: Partial<Record<StepId, Method>> } = {
  chromium: {
    files: 'since',
    tabs: 'since',
    cookies: 'since',
    cache: 'since',
    'site-storage': 'hosts',
    forms: 'since',
    history: 'since',
    downloads: 'since',
    'closed-tabs': 'since',
    'session-log': 'all',
    passwords: 'by-hand',
    'site-names': 'by-hand',
    'site-permissions': 'by-hand',
    'tab-groups': 'by-hand',
    bookmarks: 'by-hand',
    dictionary: 'by-hand',
    clipboard: 'all',
    settings: 'all',
    'own-notes': 'all',
  },
  firefox: {
    files: 'since',
    tabs: 'since',
    cookies: 'since',
    cache: 'all',
    'site-storage': 'hosts',
    forms: 'since',
    history: 'since',
    downloads: 'since',
    'closed-tabs': 'all',
    passwords: 'since',
    'site-files': 'by-hand',
    'http-sign-in': 'by-hand',
    'site-permissions': 'by-hand',
    'local-files': 'by-hand',
    'tab-groups': 'by-hand',
    bookmarks: 'by-hand',
    addresses: 'by-hand',
    dictionary: 'by-hand',
    clipboard: 'all',
    settings: 'all',
    'own-notes': 'all',
  },
};

/** What the plan depends on beside the browser and the scope. */
export interface TidyFacts {
  /** Dates tell what is the person's: the clock was not set back since the session started. */
  readonly hasTrueDates: boolean;
  /** It is known what was there when the session started. */
  readonly hasSession: boolean;
  /** Every host of the session is known, and not only the first `MAX_TOUCHED_HOSTS`. */
  readonly hasAllHosts: boolean;
  /** Of `ONLY_IF_SEEN`, the steps whose kind of thing did not occur. */
  readonly unseen: readonly StepId[];
}

/** Only a person can do these, and few visits need them. */
export const ONLY_IF_SEEN: readonly StepId[] = ['local-files'];

/** A page opens as many frames as it likes, and 10 MB are all that is kept of a session. */
export const MAX_TOUCHED_HOSTS = 4000;

/** A session like most. */
export const USUAL: TidyFacts = {
  hasTrueDates: true,
  hasSession: true,
  hasAllHosts: true,
  unseen: ONLY_IF_SEEN,
};

/** What to do, in order, in this browser and for this scope. */
export function planTidy(
  browser: BrowserKind,
  scope: Scope,
  facts: TidyFacts = USUAL,
): readonly PlannedStep[] {
  return STEP_IDS.flatMap((id) => {
    const method = SESSION[browser][id];
    if (!method || facts.unseen.includes(id)) return [];
    return [{ id, method: methodOf(browser, id, method, scope, facts) }];
  });
}

/** Of these browsers keep the date and no list, so that where dates are wrong nothing tells whose they are. */
const DATED_ONLY: readonly StepId[] = ['cache', 'forms', 'passwords'];

function methodOf(browser: BrowserKind, id: StepId, method: Method, scope: Scope, facts: TidyFacts): Method {
  if (method === 'by-hand') return method;
  // Files and saved passwords of other people are never ours to delete, whatever the scope.
  if (id === 'files') return facts.hasSession ? method : 'by-hand';
  if (id === 'passwords') return facts.hasSession && facts.hasTrueDates ? method : 'by-hand';
  if (scope === 'everything') return 'all';
  // Chromium goes by time there.
  if (method === 'hosts' && browser === 'firefox' && !facts.hasAllHosts) return 'all';
  if (facts.hasTrueDates) return method;
  // The history is then cleared visit by visit, which spares what other people have closed.
  if (id === 'closed-tabs') return 'since';
  return DATED_ONLY.includes(id) ? 'all' : method;
}

/** What the tidy does without the person. */
export function stepsByUs(
  browser: BrowserKind,
  scope: Scope,
  facts: TidyFacts = USUAL,
): readonly PlannedStep[] {
  return planTidy(browser, scope, facts).filter(({ method }) => method !== 'by-hand');
}

/** None of these needs another of them, and the browser clears them at the same time: 0.5 s for 1.2 s in Firefox. */
const TOGETHER: readonly StepId[] = ['cookies', 'cache', 'site-storage', 'forms', 'history', 'downloads'];

/**
 * How long a step may take, in ms; what hangs is named on the receipt, and the rest goes on. On a small profile the
 * steps of the browser itself take a second.
 */
export function limitOf(id: StepId, isLargeProfile: boolean): number {
  if (TOGETHER.includes(id)) return isLargeProfile ? 120_000 : 12_000;
  return LIMITS_MS[id] ?? 3000;
}

const LIMITS_MS: { readonly [Id in StepId]?: number } = { files: 14_000, tabs: 8000, 'session-log': 9000 };

/** Whether files were moved may take ten seconds to know, which no other step has to wait for. */
const FIRST: readonly StepId[] = ['files', 'tabs'];

/** The plan in stages: the steps of one run at the same time, the stages one after another. */
export function stagesOf(plan: readonly PlannedStep[]): readonly (readonly PlannedStep[])[] {
  const stages: PlannedStep[][] = [];
  for (const step of plan) {
    const last = stages.at(-1)?.at(-1);
    const joins = last && [FIRST, TOGETHER].some((ids) => ids.includes(last.id) && ids.includes(step.id));
    if (joins) stages.at(-1)?.push(step);
    else stages.push([step]);
  }
  return stages;
}

/** Not what is ours or the person's alone: with the rest, other people lose their part too. */
const NOBODY_ELSES: readonly StepId[] = [
  'files',
  'tabs',
  'session-log',
  'clipboard',
  'settings',
  'own-notes',
];

/** What goes is more than what came since the session started. */
export function touchesOthers({ id, method }: PlannedStep): boolean {
  return (method === 'all' || method === 'hosts') && !NOBODY_ELSES.includes(id);
}

/** The person may leave it out: it takes from others too, or it takes long and spares only a search of the disk. */
export function isOptional(step: PlannedStep): boolean {
  return step.id === 'session-log' || touchesOthers(step);
}
