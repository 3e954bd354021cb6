import type { BrowserKind } from '../session/browser-kind.ts';
import type { Times } from '../session/times.ts';

export const SCOPES = ['sitting', 'everything'] as const;
/** `sitting`: only data since the start of the session. */
export type Scope = (typeof SCOPES)[number];

/** In execution order: open pages write back, and the extension's own data is needed until the end. */
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
 * - `since`: by time, from the start of the session
 * - `hosts`: by the sites of the session, because the browser cannot filter these data by time, or only per site; data
 *   of an earlier visit to the same sites goes too
 * - `all`: everything of its kind
 * - `by-hand`: no API; the receipt says where to click
 */
export type Method = 'since' | 'hosts' | 'all' | 'by-hand';

export interface PlannedStep {
  readonly id: StepId;
  readonly method: Method;
}

/**
 * Methods for the scope `sitting`; a step without an entry does not exist in that browser.
 *
 * Measured in Chromium 156 and Firefox 153 (docs/leaving.md): Firefox rejects `since` for localStorage, ignores it for
 * IndexedDB, always clears the whole cache, forgets all closed tabs with any part of the history, and never clears
 * CacheStorage, OPFS or HTTP credentials; Chromium clears everything a site stored if any of it is newer, and no longer
 * removes saved passwords for an extension.
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

/** What the plan depends on besides browser and scope. */
export interface TidyFacts {
  /** Dates identify the session's data: the clock was not set back. */
  readonly hasTrueDates: boolean;
  /** The baseline of the session is known. */
  readonly hasSession: boolean;
  /** Only what came since a moment at which nobody looked: browsers do not date everything. */
  readonly isMomentNamed: boolean;
  /** Every host of the session is known, and not only the first `MAX_TOUCHED_HOSTS`. */
  readonly hasAllHosts: boolean;
  /** Steps of `ONLY_IF_SEEN` that are not needed. */
  readonly unseen: readonly StepId[];
}

/** Manual steps that few sessions need. */
export const ONLY_IF_SEEN: readonly StepId[] = ['local-files'];

/** A page can open any number of frames, and session storage holds 10 MB. */
export const MAX_TOUCHED_HOSTS = 4000;

/** @param hosts - `undefined`: they cannot be read */
export function areAllKnown(hosts: Times | undefined): boolean {
  return hosts !== undefined && Object.keys(hosts).length < MAX_TOUCHED_HOSTS;
}

/** A normal session. */
export const USUAL: TidyFacts = {
  hasTrueDates: true,
  hasSession: true,
  hasAllHosts: true,
  isMomentNamed: false,
  unseen: ONLY_IF_SEEN,
};

/** The steps in order, for this browser and scope. */
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

/** Data that browsers only date: with wrong dates nothing identifies the session's part. */
const DATED_ONLY: readonly StepId[] = ['cache', 'forms', 'passwords'];

function methodOf(browser: BrowserKind, id: StepId, method: Method, scope: Scope, facts: TidyFacts): Method {
  if (method === 'by-hand') return method;
  // Other people's files and saved passwords are never deleted, whatever the scope.
  if (id === 'files') return facts.hasSession ? method : 'by-hand';
  if (id === 'passwords') return facts.hasSession && facts.hasTrueDates ? method : 'by-hand';
  if (scope === 'everything') return 'all';
  // Chromium clears these by time.
  if (method === 'hosts' && browser === 'firefox' && !facts.hasAllHosts) return 'all';
  // No browser tells when a cookie came.
  if (id === 'cookies' && facts.isMomentNamed) return 'hosts';
  if (facts.hasTrueDates) return method;
  // The history is then cleared visit by visit, which does not affect closed tabs.
  if (id === 'closed-tabs') return 'since';
  return DATED_ONLY.includes(id) ? 'all' : method;
}

/** The steps that need no person. */
export function stepsByUs(
  browser: BrowserKind,
  scope: Scope,
  facts: TidyFacts = USUAL,
): readonly PlannedStep[] {
  return planTidy(browser, scope, facts).filter(({ method }) => method !== 'by-hand');
}

/** Independent steps that the browser runs in parallel: 0.5 s instead of 1.2 s in Firefox. */
const TOGETHER: readonly StepId[] = ['cookies', 'cache', 'site-storage', 'forms', 'history', 'downloads'];

/**
 * Time limit of a step, in ms. A step that exceeds it is reported on the receipt, and the rest continues. On a small
 * profile the browser's own steps take a second.
 */
export function limitOf(id: StepId, isLargeProfile: boolean): number {
  if (TOGETHER.includes(id)) return isLargeProfile ? 120_000 : 12_000;
  return LIMITS_MS[id] ?? 3000;
}

const LIMITS_MS: { readonly [Id in StepId]?: number } = { files: 14_000, tabs: 18_000, 'session-log': 9000 };

/** Detecting moved files may take ten seconds, which no other step has to wait for. */
const FIRST: readonly StepId[] = ['files', 'tabs'];

/** Groups the plan into stages: the steps of a stage run in parallel, the stages one after another. */
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

/** Steps that never affect other people's data. */
const NOBODY_ELSES: readonly StepId[] = [
  'files',
  'tabs',
  'session-log',
  'clipboard',
  'settings',
  'own-notes',
];

/** Whether the step also clears data from before the session. */
export function touchesOthers({ id, method }: PlannedStep): boolean {
  return (method === 'all' || method === 'hosts') && !NOBODY_ELSES.includes(id);
}

/** Whether the person may leave it out: it affects others, or it takes long and only prevents a search of the disk. */
export function isOptional(step: PlannedStep): boolean {
  return step.id === 'session-log' || touchesOthers(step);
}
