import type { LeaveState, PreviewStep } from '#contracts/messages.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import {
  type PlannedStep,
  planTidy,
  type Scope,
  type StepId,
  stepsByUs,
  type TidyFacts,
  USUAL,
} from '#core/tidy/plan.ts';
import { type StepOutcome, writeReceipt } from '#core/tidy/receipt.ts';
import type { LeaveModel } from './model.ts';

const empty: LeaveState = {
  language: 'en',
  place: 'cafe',
  startedAtMs: Date.UTC(2026, 10, 30, 10, 42),
  begins: [],
  browser: 'chromium',
  progress: { stage: 'ready' },
  countdown: undefined,
  minutesLeft: undefined,
  signOut: [],
  files: [],
  unsureTabs: [],
  sentUnencrypted: [],
};

const busy: LeaveState = {
  ...empty,
  signOut: [
    { host: 'mail.example', isDone: true, isGuess: false },
    { host: 'www.forum.example', isDone: false, isGuess: false },
    { host: 'shop.example', isDone: false, isGuess: true },
  ],
  files: [
    { id: 1, name: 'letter.pdf', bytes: 184_320, isRunning: false },
    { id: 2, name: 'رسالة إلى الصديقة.docx', bytes: 2_400_000, isRunning: false },
    { id: 3, name: 'holiday-film.mp4', bytes: 31_000_000, isRunning: true },
  ],
  unsureTabs: [
    { id: 7, title: 'Welcome to the café' },
    { id: 8, title: 'بريد الصديقة' },
  ],
  sentUnencrypted: [
    { host: 'www.forum.example', kinds: ['password', 'cookies'] },
    { host: 'shop.example', kinds: ['card', 'form'] },
  ],
};

/** Typical counts for a session of an hour. */
function previewOf(browser: BrowserKind, scope: Scope): readonly PreviewStep[] {
  const counts: Partial<Record<StepId, number>> = {
    files: 3,
    tabs: 4,
    cookies: 61,
    history: scope === 'sitting' ? 38 : 10_000,
    downloads: 3,
    'closed-tabs': 0,
  };
  return stepsByUs(browser, scope).map((step) => ({ ...step, count: counts[step.id] }));
}

const ready: LeaveModel = {
  state: busy,
  scope: 'sitting',
  keepFiles: [],
  closeTabs: [],
  preview: previewOf('chromium', 'sitting'),
  leaveOut: [],
  isAsking: false,
  hasFailed: false,
  isLost: false,
  letters: ['M', 'F'],
  stepSeconds: 0,
  isExtended: false,
  isOver: false,
};

/** The best possible outcome. */
function outcomeOf({ id, method }: PlannedStep): StepOutcome {
  if (method === 'by-hand') return { id, method, status: 'cannot' };
  const isCounted = !['cache', 'site-storage', 'forms', 'passwords', 'clipboard'].includes(id);
  return { id, method, status: isCounted ? 'done' : 'unverified' };
}

function running(browser: BrowserKind, doneCount: number): LeaveState {
  const plan = planTidy(browser, 'sitting');
  return {
    ...busy,
    browser,
    progress: {
      stage: 'running',
      steps: plan.map(({ id }) => id),
      outcomes: plan.slice(0, doneCount).map(outcomeOf),
    },
  };
}

function finished(
  browser: BrowserKind,
  scope: Scope,
  changes: Readonly<Partial<Record<StepOutcome['id'], Partial<StepOutcome>>>> = {},
  wasInterrupted = false,
  { late = 0, facts = USUAL }: { late?: number; facts?: TidyFacts } = {},
): LeaveState {
  const outcomes = planTidy(browser, scope, facts).map((step) => ({
    ...outcomeOf(step),
    ...changes[step.id],
  }));
  return {
    ...empty,
    browser,
    place: undefined,
    progress: {
      stage: 'finished',
      receipt: { ...writeReceipt(scope, outcomes, wasInterrupted, facts.hasTrueDates), late },
    },
  };
}

export const leaveSamples: Readonly<Record<string, LeaveModel>> = {
  ready,
  'ready-firefox': {
    ...ready,
    state: { ...busy, browser: 'firefox' },
    preview: previewOf('firefox', 'sitting'),
    leaveOut: ['site-storage'],
  },
  'not-counted': { ...ready, preview: undefined },
  everything: {
    ...ready,
    scope: 'everything',
    keepFiles: [1],
    preview: previewOf('chromium', 'everything'),
  },
  empty: { ...ready, state: empty },
  countdown: { ...ready, state: { ...busy, countdown: { cause: 'idle', leftMs: 41_300 } } },
  'countdown-limit': { ...ready, state: { ...busy, countdown: { cause: 'limit', leftMs: 9000 } } },
  'nearly-over': { ...ready, state: { ...busy, minutesLeft: 4 } },
  asking: { ...ready, state: empty, isAsking: true },
  refused: { ...ready, state: empty, hasFailed: true },
  'no-session': { ...ready, state: { ...empty, place: undefined, progress: { stage: 'no-session' } } },
  'cut-short': {
    ...ready,
    scope: 'everything',
    state: { ...empty, place: undefined, progress: { stage: 'cut-short', what: 'tidy' } },
  },
  'cut-off': {
    ...ready,
    scope: 'everything',
    state: { ...empty, place: undefined, progress: { stage: 'cut-short', what: 'visit' } },
  },
  running: { ...ready, state: running('chromium', 5) },
  'running-firefox': { ...ready, state: running('firefox', 0) },
  'running-long': { ...ready, state: running('chromium', 9), stepSeconds: 4 },
  'running-lost': { ...ready, state: running('chromium', 8), isLost: true },
  receipt: { ...ready, state: finished('chromium', 'sitting') },
  'receipt-firefox': { ...ready, state: finished('firefox', 'sitting') },
  'receipt-chosen': {
    ...ready,
    state: finished('firefox', 'sitting', { 'site-storage': { status: 'cannot', isChosen: true } }),
  },
  'receipt-skipped': {
    ...ready,
    state: finished('chromium', 'sitting', { 'session-log': { status: 'cannot', isChosen: true } }),
  },
  'receipt-everything': { ...ready, scope: 'everything', state: finished('chromium', 'everything') },
  'receipt-incomplete': {
    ...ready,
    state: finished(
      'chromium',
      'sitting',
      {
        files: { status: 'left', left: 1 },
        cookies: { status: 'left', left: 3 },
        history: { status: 'left' },
        cache: { status: 'failed' },
      },
      true,
    ),
  },
  'receipt-moved': {
    ...ready,
    state: finished('chromium', 'sitting', {
      files: { status: 'cannot', names: ['letter.pdf', 'رسالة إلى الصديقة.docx'] },
      tabs: { status: 'left', left: 1, names: ['Are you sure you want to leave?'] },
      history: { status: 'failed', isLate: true },
    }),
  },
  'receipt-clock': {
    ...ready,
    state: finished('firefox', 'sitting', {}, false, {
      late: 2,
      facts: { ...USUAL, hasTrueDates: false, unseen: [] },
    }),
  },
  'receipt-groups': {
    ...ready,
    state: finished('chromium', 'everything', {}, false, {
      late: 1,
      facts: { ...USUAL, unseen: [] },
    }),
  },
  'receipt-longer': { ...ready, letters: [], state: finished('firefox', 'everything'), isExtended: true },
  over: { ...ready, state: finished('chromium', 'sitting'), isOver: true },
};
