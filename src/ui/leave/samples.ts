import type { BeginChoice, LeaveState, PreviewStep } from '#contracts/messages.ts';
import type { MarkCause } from '#core/session/begin.ts';
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
import ar from '#locales/ar/menus.json';
import en from '#locales/en/menus.json';
import es from '#locales/es/menus.json';
import fr from '#locales/fr/menus.json';
import type { LeaveModel } from './model.ts';

const BEGAN_MS = Date.UTC(2026, 10, 30, 10, 42);
const NOW_MS = Date.UTC(2026, 10, 30, 11, 20);

const empty: LeaveState = {
  language: 'en',
  place: 'cafe',
  startedAtMs: BEGAN_MS,
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

/** As many of each as a visit of an hour may bring. */
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
  nowMs: NOW_MS,
  menus: { language: 'en', labels: en },
  scope: 'sitting',
  begin: undefined,
  keepFiles: [],
  closeTabs: [],
  preview: previewOf('chromium', 'sitting'),
  leaveOut: [],
  isAsking: false,
  hasFailed: false,
  isLost: false,
  letters: ['M', 'F'],
  stepSeconds: 0,
  doneTasks: [],
  isExtended: false,
  isOver: false,
};

/** Nobody pressed Start. */
function beginsSince(cause: MarkCause, sinceMs = BEGAN_MS): readonly BeginChoice[] {
  return [
    {
      id: '15-minutes',
      sinceMs: NOW_MS - 900_000,
      counts: { pages: 1, cookies: 1, files: 0 },
    },
    { id: 'hour', sinceMs: NOW_MS - 3_600_000, counts: { pages: 22, cookies: 40, files: 2 } },
    { id: 'mark', sinceMs, cause, counts: { pages: 38, cookies: 61, files: 3 } },
    {
      id: 'everything',
      sinceMs: undefined,
      counts: { pages: 10_000, cookies: 412, files: 3 },
    },
  ];
}

function withoutStart(cause: MarkCause, changes: Partial<LeaveModel> = {}): LeaveModel {
  return {
    ...ready,
    begin: 'mark',
    state: { ...busy, place: undefined, startedAtMs: undefined, begins: beginsSince(cause) },
    ...changes,
  };
}

const LONG_NAME = `${'a-very-long-name-of-a-file-that-nobody-would-type-'.repeat(3)}.pdf`;

function withCount(count: number): readonly PreviewStep[] {
  return stepsByUs('chromium', 'sitting').map((step) => ({ ...step, count }));
}

/** As well as it can go. */
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
  empty: { ...ready, state: empty, preview: withCount(0) },
  one: {
    ...ready,
    state: { ...busy, signOut: busy.signOut.slice(0, 1), files: busy.files.slice(0, 1), unsureTabs: [] },
    preview: withCount(1),
  },
  uncounted: {
    ...ready,
    state: empty,
    preview: stepsByUs('chromium', 'sitting').map((step) => ({ ...step, count: undefined })),
  },
  'long-names': {
    ...ready,
    state: {
      ...busy,
      signOut: [{ host: `${'sub.'.repeat(20)}a-long-name-of-a-site.example`, isDone: false, isGuess: true }],
      files: [{ id: 1, name: LONG_NAME, bytes: 2_000_000_000, isRunning: true }],
      unsureTabs: [{ id: 7, title: `${'Welcome to the café with a long name '.repeat(4)}` }],
    },
  },
  'begin-browser': withoutStart('browser-start'),
  'begin-install': withoutStart('install'),
  'begin-clean-up': withoutStart('clean-up', { begin: '15-minutes', preview: withCount(1) }),
  'begin-everything': withoutStart('browser-start', {
    begin: 'everything',
    scope: 'everything',
    preview: previewOf('chromium', 'everything'),
  }),
  'begin-yesterday': withoutStart('browser-start', {
    state: {
      ...empty,
      place: undefined,
      startedAtMs: undefined,
      browser: 'firefox',
      begins: beginsSince('browser-start', BEGAN_MS - 86_400_000),
    },
    preview: undefined,
  }),
  'begin-unknown': withoutStart('browser-start', {
    begin: 'everything',
    scope: 'everything',
    state: {
      ...empty,
      place: undefined,
      startedAtMs: undefined,
      begins: [
        {
          id: 'everything',
          sinceMs: undefined,
          counts: { pages: undefined, cookies: undefined, files: undefined },
        },
      ],
    },
    preview: undefined,
  }),
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
  'receipt-tasks-done': {
    ...ready,
    doneTasks: ['passwords', 'siteData'],
    state: finished('chromium', 'sitting'),
  },
  'receipt-without-start': {
    ...ready,
    letters: [],
    state: finished('firefox', 'sitting', {}, false, { facts: { ...USUAL, hasSession: false, unseen: [] } }),
  },
  'receipt-fr': { ...ready, menus: { language: 'fr', labels: fr }, state: finished('chromium', 'sitting') },
  'receipt-ar': { ...ready, menus: { language: 'ar', labels: ar }, state: finished('firefox', 'sitting') },
  'receipt-es': { ...ready, menus: { language: 'es', labels: es }, state: finished('firefox', 'sitting') },
  'receipt-longer': { ...ready, letters: [], state: finished('firefox', 'everything'), isExtended: true },
  over: { ...ready, state: finished('chromium', 'sitting'), isOver: true },
};
