import type { BrowserKind } from '../browser-kind.ts';

export const SCOPES = ['sitting', 'everything'] as const;
/** `sitting`: only what came since the person sat down. */
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
  'clipboard',
  'settings',
  'own-notes',
] as const;
export type StepId = (typeof STEP_IDS)[number];

/**
 * How a browser can do a step.
 *
 * - `since`: by the time the sitting began
 * - `hosts`: by the sites of the sitting, because the browser cannot tell the time of these data, or tells
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
 * Methods for the scope `sitting`; a step without an entry does not exist in that browser.
 *
 * Measured in Chromium 156 and Firefox 153 (docs/leaving.md): Firefox rejects `since` for
 * localStorage, ignores it for IndexedDB, clears the whole cache whatever it is told, and never clears
 * CacheStorage, OPFS or HTTP credentials; Chromium clears all that a site stored when any of it is new,
 * and no longer removes saved passwords for an extension.
 */
const SITTING: { readonly [Browser in BrowserKind]: Partial<Record<StepId, Method>> } = {
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
    'closed-tabs': 'since',
    passwords: 'since',
    'site-files': 'by-hand',
    'http-sign-in': 'by-hand',
    'site-permissions': 'by-hand',
    clipboard: 'all',
    settings: 'all',
    'own-notes': 'all',
  },
};

/** What to do, in order, in this browser and for this scope. */
export function planTidy(browser: BrowserKind, scope: Scope): readonly PlannedStep[] {
  return STEP_IDS.flatMap((id) => {
    const method = SITTING[browser][id];
    if (!method) return [];
    // Files and saved passwords of other people are never ours to delete, whatever the scope.
    const widens = scope === 'everything' && method !== 'by-hand' && id !== 'files' && id !== 'passwords';
    return [{ id, method: widens ? 'all' : method }];
  });
}

/** What the tidy does without the person. */
export function stepsByUs(browser: BrowserKind, scope: Scope): readonly PlannedStep[] {
  return planTidy(browser, scope).filter(({ method }) => method !== 'by-hand');
}

/** None of these needs another of them, and the browser clears them at the same time: 0.5 s for 1.2 s in Firefox. */
const TOGETHER: readonly StepId[] = ['cookies', 'cache', 'site-storage', 'forms', 'history', 'downloads'];

/** The plan in stages: the steps of one run at the same time, the stages one after another. */
export function stagesOf(plan: readonly PlannedStep[]): readonly (readonly PlannedStep[])[] {
  const stages: PlannedStep[][] = [];
  for (const step of plan) {
    const last = stages.at(-1)?.at(-1);
    const joins = last && TOGETHER.includes(last.id) && TOGETHER.includes(step.id);
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

/** What goes is more than what came since the person sat down. */
export function touchesOthers({ id, method }: PlannedStep): boolean {
  return (method === 'all' || method === 'hosts') && !NOBODY_ELSES.includes(id);
}

/** The person may leave it out: it takes from others too, or it takes long and spares only a search of the disk. */
export function isOptional(step: PlannedStep): boolean {
  return step.id === 'session-log' || touchesOthers(step);
}
