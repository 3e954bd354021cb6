import { describe, expect, it } from 'vitest';
import { createTrackerBlocking } from '#app/blocking/block-trackers.ts';
import { currentLanguage } from '#app/session/language.ts';
import { createSessionControl } from '#app/session/session.ts';
import type { Cleaner } from '#app/tidy/carry-out.ts';
import { createLeave, type Leave, type TidyStart } from '#app/tidy/leave.ts';
import { createVisitSpans, type VisitSpanParts } from '#app/tidy/visit-span.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import { planTidy, SCOPES, type Scope, type StepId } from '#core/tidy/plan.ts';
import { later } from '#lib/limit.ts';
import {
  type Area,
  type FakeCleaner,
  fakeCleaner,
  fakeJournal,
  fakeMemory,
  fakeObserving,
  fakePages,
  fakeRules,
  fakeSettings,
  fakeTabs,
  fakeToolbar,
  fakeUpgrades,
  TIDY_REQUEST,
} from '../fakes.ts';

/** Skips the pause in which real pages settle, but keeps the time limits. */
const soon: typeof later = (ms, run) => later(ms <= 200 ? 0 : ms, run);

/** A browser: both storage areas survive the background, `session` ends with the browser. */
function place(browser: BrowserKind = 'chromium', nowMs = 2_000) {
  const began: string[] = [];
  const observing = { begin: async (cause: string) => void began.push(cause) };
  const asked: (readonly unknown[])[] = [];
  const baselineAt: VisitSpanParts['baselineAt'] = async (earlier, ...others) => {
    asked.push(others);
    return { ...earlier, lastVisitId: 77 };
  };
  const session: Area = new Map();
  const local: Area = new Map();
  const settings = fakeSettings();
  const upgrades = fakeUpgrades();
  const pages = fakePages();
  const tabs = fakeTabs({ 1: 'https://mail.example/' });
  const memory = fakeMemory(session);
  const journal = fakeJournal(local);
  const clock = { start: async () => undefined, look: async () => undefined };
  const aftercare = { start: async () => undefined, stop: async () => undefined };
  const sessions = createSessionControl({
    browser,
    memory,
    journal,
    settings,
    pageScript: pages,
    toolbar: fakeToolbar(),
    visits: { redraw: async () => undefined },
    upgrades,
    trackers: createTrackerBlocking({ memory, rules: fakeRules(), tabs: fakeTabs(), later: () => undefined }),
    now: () => 1_000,
    takeBaseline: async () => EMPTY_BASELINE,
    clock,
    aftercare,
    observing: fakeObserving,
    ownComputer: { get: async () => undefined },
  });
  const background = (cleaner: Cleaner): Leave =>
    createLeave({
      browser,
      memory,
      journal,
      cleaner,
      tabs,
      sessions,
      aftercare,
      clock,
      later: soon,
      spans: createVisitSpans({ memory, baselineAt, now: () => nowMs }),
      savedFiles: async () => [],
      observing,
      language: () => currentLanguage(memory, ['en']),
      organisation: { refresh: async () => undefined },
      now: () => nowMs,
      elapsedMs: () => performance.now(),
    });
  return { session, local, settings, pages, tabs, memory, journal, sessions, background, began, asked };
}

/** Says what the last step was given. */
function listeningCleaner() {
  let last: TidyContext | undefined;
  const cleaner: Cleaner = {
    ...fakeCleaner(),
    clear: async (_, context) => {
      last = context;
      return undefined;
    },
  };
  return { cleaner, seen: () => last };
}

/** Hangs after clearing a step, like a background that was killed there. */
function diesAfter(step: StepId, cleaner: Cleaner): Cleaner {
  let isDead = false;
  const never = () => new Promise<never>(() => undefined);
  return {
    clear: async (planned, context) => {
      if (isDead) return never();
      const names = await cleaner.clear(planned, context);
      isDead ||= planned.id === step;
      return names;
    },
    countBefore: cleaner.countBefore,
    countLeft: (planned, context) => (isDead ? never() : cleaner.countLeft(planned, context)),
    countAnotherWay: (planned, context) => (isDead ? never() : cleaner.countAnotherWay(planned, context)),
    isLargeProfile: async () => false,
    untilWritten: async () => undefined,
  };
}

/** Steps that the cleaner does; the rest is manual. */
function stepsOf(browser: BrowserKind, scope: Scope) {
  return planTidy(browser, scope).filter(({ method }) => method !== 'by-hand');
}

/** Steps that clear everything. Never files and saved passwords, whose start ended with the browser. */
const WHOLE = {
  chromium: wholeOf('chromium'),
  firefox: wholeOf('firefox'),
} as const;

function wholeOf(browser: BrowserKind): readonly StepId[] {
  return planTidy(browser, 'everything').flatMap(({ id, method }) => (method === 'all' ? [id] : []));
}

function wholeOnly({ cleared }: FakeCleaner, browser: BrowserKind): readonly StepId[] {
  return cleared.filter((id) => WHOLE[browser].includes(id));
}

const breathe = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('leaving', () => {
  it('runs every step in order and forgets everything but the receipt', async () => {
    const { memory, session, local, settings, sessions, background } = place();
    await sessions.start('cafe', 'fr');
    expect(settings.held.size).toBeGreaterThan(0);
    const cleaner = fakeCleaner({ cache: 'uncounted' });
    const leave = background(cleaner);
    await leave.begin(TIDY_REQUEST);
    await leave.settled();

    const byHand = planTidy('chromium', 'sitting').filter(({ method }) => method === 'by-hand');
    const others = planTidy('chromium', 'sitting').filter(({ method }) => method !== 'by-hand');
    expect(cleaner.cleared).toEqual(others.map(({ id }) => id));
    const finished = await memory.finished.get();
    expect(finished?.language).toBe('fr');
    expect(finished?.receipt).toMatchObject({ isComplete: true, wasInterrupted: false, scope: 'sitting' });
    const statusOf = (id: StepId) => finished?.receipt.outcomes.find((outcome) => outcome.id === id)?.status;
    expect(statusOf('history')).toBe('done');
    expect(statusOf('cache')).toBe('unverified');
    for (const { id } of byHand) expect(statusOf(id)).toBe('cannot');
    expect([...session.keys()]).toEqual(['finished']);
    expect(local.size).toBe(0);
  });

  it('clears once more what was written back, and reports what is still left', async () => {
    const { memory, sessions, background } = place();
    await sessions.start('cafe', 'en');
    const cleaner = fakeCleaner({ cookies: 'stays' });
    const leave = background(cleaner);
    await leave.begin(TIDY_REQUEST);
    await leave.settled();
    expect(cleaner.cleared.filter((id) => id === 'cookies')).toHaveLength(2);
    const receipt = (await memory.finished.get())?.receipt;
    expect(receipt?.isComplete).toBe(false);
    expect(receipt?.outcomes).toContainEqual({ id: 'cookies', method: 'since', status: 'left', left: 3 });
  });

  it('continues after a failed step, and reports it', async () => {
    const { memory, sessions, background } = place();
    await sessions.start('cafe', 'en');
    const cleaner = fakeCleaner({ history: 'fails' });
    const leave = background(cleaner);
    await leave.begin(TIDY_REQUEST);
    await leave.settled();
    expect(cleaner.cleared).toContain('settings');
    const receipt = (await memory.finished.get())?.receipt;
    expect(receipt?.isComplete).toBe(false);
    expect(receipt?.outcomes).toContainEqual({ id: 'history', method: 'since', status: 'failed' });
  });

  it.each(['chromium', 'firefox'] as const)(
    'finishes with a true receipt when the background dies after any step (%s)',
    async (browser) => {
      const steps = planTidy(browser, 'sitting').filter(({ method }) => method !== 'by-hand');
      for (const { id } of steps) {
        const { memory, local, sessions, background } = place(browser);
        await sessions.start('cafe', 'en');
        const cleaner = fakeCleaner();
        void background(diesAfter(id, cleaner)).begin(TIDY_REQUEST);
        await breathe();
        expect(await memory.finished.get(), `dead after ${id}`).toBeUndefined();

        const revived = background(cleaner);
        await revived.resume();
        await revived.settled();
        const receipt = (await memory.finished.get())?.receipt;
        expect(receipt, `revived after ${id}`).toMatchObject({ isComplete: true, wasInterrupted: true });
        expect(receipt?.outcomes.map((outcome) => outcome.id)).toEqual(
          planTidy(browser, 'sitting').map((step) => step.id),
        );
        for (const step of steps) expect(cleaner.cleared, `${step.id} after ${id}`).toContain(step.id);
        expect(local.size).toBe(0);
      }
    },
  );

  it('writes nothing but step names to disk', async () => {
    const { local, sessions, background } = place();
    await sessions.start('cafe', 'en');
    void background(diesAfter('history', fakeCleaner())).begin(TIDY_REQUEST);
    await breathe();
    expect(JSON.stringify([...local.values()])).toMatch(
      /^\[\{"scope":"sitting","finished":\["[a-z-]+"(,"[a-z-]+")*\]\}\]$/,
    );
  });

  it('resumes a tidy that was interrupted before any step was recorded', async () => {
    const { memory, session, local, journal, background } = place();
    await journal.set({ scope: 'everything', finished: [] });
    session.clear();
    const cleaner = fakeCleaner();
    await background(cleaner).resume();
    expect(wholeOnly(cleaner, 'chromium')).toEqual(WHOLE.chromium);
    expect((await memory.finished.get())?.receipt).toMatchObject({ wasInterrupted: true });
    expect(local.size).toBe(0);
  });

  it.each([
    ['cannot be read', undefined, false],
    ['is there while a session runs, who began none', 'everything', true],
  ] as const)('asks if a journal %s', async (_, scope, isSessionRunning) => {
    const { memory, journal, sessions, background } = place();
    if (isSessionRunning) await sessions.start('cafe', 'en');
    await journal.set({ scope, finished: [] });
    const cleaner = fakeCleaner();
    const leave = background(cleaner);
    await leave.resume();
    await leave.settled();
    expect(cleaner.cleared).toEqual([]);
    expect(await memory.leaving.get()).toBeUndefined();
    expect(await leave.cutShort()).toBe('tidy');
  });

  it.each(['chromium', 'firefox'] as const)(
    'leaves files and saved passwords alone once the browser forgot which are the person’s (%s)',
    async (browser) => {
      const { memory, session, sessions, background } = place(browser);
      await sessions.start('cafe', 'en');
      void background(diesAfter('tabs', fakeCleaner())).begin({ ...TIDY_REQUEST, scope: 'everything' });
      await breathe();
      session.clear();
      const cleaner = fakeCleaner();
      const revived = background(cleaner);
      await revived.resume();
      await revived.settled();
      expect(cleaner.cleared).toContain('cookies');
      expect(cleaner.cleared).not.toContain('files');
      expect(cleaner.cleared).not.toContain('passwords');
      const outcomes = (await memory.finished.get())?.receipt.outcomes ?? [];
      for (const id of ['files', 'passwords']) {
        expect(outcomes).toContainEqual({ id, method: 'by-hand', status: 'cannot' });
      }
    },
  );

  it('attributes nothing to the person if the baseline is unknown', async () => {
    const { memory, sessions, background } = place();
    await sessions.start('cafe', 'en');
    await memory.baseline.remove();
    const cleaner = fakeCleaner();
    const leave = background(cleaner);
    await expect(leave.begin(TIDY_REQUEST)).rejects.toThrow('nobody knows');
    expect(cleaner.cleared).toEqual([]);

    await leave.begin({ ...TIDY_REQUEST, scope: 'everything' });
    await leave.settled();
    expect(cleaner.cleared).toContain('cookies');
    expect(cleaner.cleared).not.toContain('files');
  });

  it('starts nothing outside a session', async () => {
    const { memory, background } = place();
    const cleaner = fakeCleaner();
    for (const scope of SCOPES) {
      await expect(background(cleaner).begin({ ...TIDY_REQUEST, scope })).rejects.toThrow('nobody knows');
    }
    expect(cleaner.cleared).toEqual([]);
    expect(await memory.leaving.get()).toBeUndefined();
  });

  it('counts an unsure tab as left, and closes it on request', async () => {
    for (const closeTabs of [[], [2]]) {
      const { memory, sessions, tabs, background } = place();
      tabs.all.set(2, { id: 2, url: 'https://someone.example/', isPrivate: false });
      tabs.earlier = async () => [{ id: 2, title: 'Somebody', hasMoved: true, wasShown: false }];
      await sessions.start('cafe', 'en');
      await memory.baseline.set({ ...EMPTY_BASELINE, tabIds: [2] });
      const { cleaner, seen } = listeningCleaner();
      const leave = background(cleaner);
      expect((await leave.lists(undefined)).unsureTabs).toMatchObject([{ id: 2 }]);
      await leave.begin({ ...TIDY_REQUEST, closeTabs });
      await leave.settled();
      expect(seen()?.unsureTabIds).toEqual(closeTabs.length === 0 ? [2] : []);
      expect(seen()?.keepTabIds).toEqual(closeTabs.length === 0 ? [2] : []);
    }
  });

  it('joins a tidy in progress instead of starting another', async () => {
    const { sessions, background } = place();
    await sessions.start('cafe', 'en');
    const cleaner = fakeCleaner();
    const leave = background(cleaner);
    await leave.begin(TIDY_REQUEST);
    await leave.begin({ ...TIDY_REQUEST, scope: 'everything' });
    await leave.settled();
    expect(cleaner.cleared.filter((id) => id === 'tabs')).toHaveLength(1);
  });

  it('keeps unused tabs from before the session, and the leaving page itself', async () => {
    const { memory, session, sessions, tabs, background } = place();
    tabs.all.set(2, { id: 2, url: 'https://someone.example/', isPrivate: false });
    await sessions.start('cafe', 'en');
    await memory.baseline.set({ ...EMPTY_BASELINE, tabIds: [1, 2] });
    await memory.touchedTabs.set({ 1: 1 });
    let kept: readonly number[] = [];
    const cleaner: Cleaner = {
      clear: async ({ id }, context) => {
        if (id === 'tabs') kept = context.keepTabIds;
        return undefined;
      },
      countBefore: async () => 0,
      countLeft: async () => 0,
      countAnotherWay: async () => 0,
      isLargeProfile: async () => false,
      untilWritten: async () => undefined,
    };
    const leave = background(cleaner);
    await leave.begin({ ...TIDY_REQUEST, leaveTabId: 9 });
    await leave.settled();
    expect(kept).toEqual([9, 2]);
    expect(session.has('baseline')).toBe(false);
  });
});

const BROWSERS = ['chromium', 'firefox'] as const;

function deathsOf(scope: Scope) {
  return BROWSERS.flatMap((browser) => stepsOf(browser, scope).map(({ id }) => [id, browser] as const));
}

async function restartAfter(step: StepId, browser: BrowserKind, scope: Scope) {
  const at = place(browser);
  await at.sessions.start('cafe', 'fr');
  void at.background(diesAfter(step, fakeCleaner())).begin({ ...TIDY_REQUEST, scope });
  await breathe();
  expect(await at.memory.finished.get(), 'it died on the way').toBeUndefined();
  expect((await at.journal.get())?.scope).toBe(scope);
  at.session.clear();
  const cleaner = fakeCleaner();
  const leave = at.background(cleaner);
  const wakeUp = async () => {
    await leave.resume();
    await at.sessions.recover();
  };
  await wakeUp();
  return { ...at, cleaner, leave, wakeUp };
}

describe('a tidy of everything that ended with the browser', () => {
  it.each(deathsOf('everything'))('after “%s” in %s is finished at its next start', async (step, browser) => {
    const { memory, session, local, settings, cleaner, leave, wakeUp } = await restartAfter(
      step,
      browser,
      'everything',
    );
    // What was done is not known any more, so all of it is done again.
    expect(wholeOnly(cleaner, browser)).toEqual(WHOLE[browser]);
    const receipt = (await memory.finished.get())?.receipt;
    expect(receipt).toMatchObject({ scope: 'everything', isComplete: true, wasInterrupted: true });
    // Whose files and passwords they are is not known any more either.
    expect(receipt?.outcomes.map(({ id, method }) => ({ id, method }))).toEqual(
      planTidy(browser, 'everything').map(({ id, method }) => ({
        id,
        method: id === 'files' || id === 'passwords' ? 'by-hand' : method,
      })),
    );
    for (const { id, status } of receipt?.outcomes ?? []) {
      if (WHOLE[browser].includes(id)) expect(status, id).toBe('done');
    }
    expect(settings.held.size).toBe(0);
    expect([...session.keys()]).toEqual(['finished']);
    expect(local.size).toBe(0);

    const { length } = cleaner.cleared;
    await wakeUp();
    expect(cleaner.cleared, 'it is done once').toHaveLength(length);
    expect(await leave.cutShort()).toBeUndefined();
  });

  it.each(BROWSERS)(
    'and again on its way at the next start is finished all the same (%s)',
    async (browser) => {
      const { memory, session, local, journal, sessions, background } = place(browser);
      await sessions.start('cafe', 'en');
      for (const step of ['tabs', 'cookies', 'settings'] as const) {
        const dying = background(diesAfter(step, fakeCleaner()));
        if (await journal.get()) void dying.resume();
        else void dying.begin({ ...TIDY_REQUEST, scope: 'everything' });
        await breathe();
        expect(await memory.finished.get()).toBeUndefined();
        session.clear();
      }
      await background(fakeCleaner()).resume();
      const receipt = (await memory.finished.get())?.receipt;
      expect(receipt).toMatchObject({ isComplete: true, wasInterrupted: true });
      expect(receipt?.outcomes.map(({ id }) => id)).toEqual(
        planTidy(browser, 'everything').map(({ id }) => id),
      );
      expect(local.size).toBe(0);
    },
  );
});

describe('a tidy of the session interrupted by the end of the browser', () => {
  it.each(deathsOf('sitting'))(
    'after “%s” in %s is said to be cut short, and nothing is guessed',
    async (step, browser) => {
      const { memory, settings, cleaner, leave, wakeUp } = await restartAfter(step, browser, 'sitting');
      for (const _ of ['first start', 'second start']) {
        expect(await leave.cutShort()).toBe('tidy');
        expect(cleaner.cleared, 'nobody knows when the session began').toEqual([]);
        expect(await memory.leaving.get()).toBeUndefined();
        expect(await memory.finished.get()).toBeUndefined();
        expect(settings.held.size).toBe(0);
        await wakeUp();
      }
    },
  );

  it.each(deathsOf('sitting'))('after “%s” in %s ends with a tidy of everything', async (step, browser) => {
    const { memory, local, cleaner, leave } = await restartAfter(step, browser, 'sitting');
    await leave.begin({ ...TIDY_REQUEST, scope: 'everything' });
    await leave.settled();
    expect(wholeOnly(cleaner, browser)).toEqual(WHOLE[browser]);
    const receipt = (await memory.finished.get())?.receipt;
    expect(receipt).toMatchObject({ scope: 'everything', isComplete: true });
    expect(await leave.cutShort()).toBeUndefined();
    await leave.forget();
    expect(await leave.cutShort()).toBeUndefined();
    expect(local.size).toBe(0);
  });

  it.each(deathsOf('sitting'))(
    'after “%s” in %s ends when the person declines to continue',
    async (step, browser) => {
      const { session, local, cleaner, leave, wakeUp } = await restartAfter(step, browser, 'sitting');
      await leave.forget();
      await wakeUp();
      expect(await leave.cutShort()).toBeUndefined();
      expect(cleaner.cleared).toEqual([]);
      expect(session.size).toBe(0);
      expect(local.size).toBe(0);
    },
  );
});

describe('before a tidy', () => {
  it('counts what would be cleared, and changes nothing', async () => {
    const { sessions, background, journal, memory } = place('firefox');
    await sessions.start('cafe', 'en');
    const cleaner = fakeCleaner({ cache: 'uncounted' });
    const preview = await background(cleaner).preview({ scope: 'sitting' }, undefined);
    const asked = planTidy('firefox', 'sitting').filter(({ method }) => method !== 'by-hand');
    expect(preview.map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
    const counts = new Map(preview.map(({ id, count }) => [id, count]));
    expect([counts.get('cookies'), counts.get('cache'), counts.get('files')]).toEqual([7, undefined, 0]);
    expect(cleaner.cleared).toEqual([]);
    expect(await journal.get()).toBeUndefined();
    expect(await memory.leaving.get()).toBeUndefined();
  });

  it('leaves out steps that affect other people, if the person chooses so', async () => {
    const { sessions, memory, background } = place('firefox');
    await sessions.start('cafe', 'en');
    const cleaner = fakeCleaner();
    const leave = background(cleaner);
    await leave.begin({ ...TIDY_REQUEST, leaveOut: ['site-storage'] });
    await leave.settled();
    expect(cleaner.cleared).not.toContain('site-storage');
    expect(cleaner.cleared).toContain('cache');
    const receipt = (await memory.finished.get())?.receipt;
    expect(receipt?.outcomes.find(({ id }) => id === 'site-storage')).toEqual({
      id: 'site-storage',
      method: 'hosts',
      status: 'cannot',
      isChosen: true,
    });
    expect(receipt?.isComplete).toBe(true);
  });

  it.each(SCOPES)(
    'skips the log of open pages, which takes long, if the person wants (%s)',
    async (scope) => {
      const { sessions, memory, background } = place('chromium');
      await sessions.start('cafe', 'en');
      const cleaner = fakeCleaner();
      const leave = background(cleaner);
      await leave.begin({ ...TIDY_REQUEST, scope, leaveOut: ['session-log'] });
      await leave.settled();
      expect(cleaner.cleared).not.toContain('session-log');
      const { outcomes } = (await memory.finished.get())?.receipt ?? {};
      expect(outcomes?.find(({ id }) => id === 'session-log')).toMatchObject({
        status: 'cannot',
        isChosen: true,
      });
    },
  );

  it('does not leave out steps that affect only the person', async () => {
    const { sessions, background } = place('firefox');
    await sessions.start('cafe', 'en');
    const cleaner = fakeCleaner();
    const leave = background(cleaner);
    await leave.begin({ ...TIDY_REQUEST, leaveOut: ['cookies', 'history', 'settings', 'own-notes'] });
    await leave.settled();
    expect(cleaner.cleared).toEqual(
      expect.arrayContaining(['cookies', 'history', 'settings', 'own-notes'] satisfies StepId[]),
    );
  });
});

it('clears the session even if it was interrupted after the receipt was stored', async () => {
  const { sessions, memory, journal, background } = place();
  await sessions.start('cafe', 'en');
  const before = background(fakeCleaner());
  await before.begin(TIDY_REQUEST);
  const clear = memory.clear;
  memory.clear = () => new Promise<never>(() => undefined);
  void before.settled();
  while (!(await memory.finished.get())) await new Promise((resolve) => setTimeout(resolve, 1));
  memory.clear = clear;
  await background(fakeCleaner()).resume();
  expect(await memory.session.get()).toBeUndefined();
  expect(await memory.finished.get()).toBeDefined();
  expect(await journal.get()).toBeUndefined();
});

it('reports a session that ended with the browser until it is cleared or declined', async () => {
  const { sessions, session, background } = place();
  await sessions.start('cafe', 'en');
  session.clear();
  await sessions.recover();
  const leave = background(fakeCleaner());
  expect(await leave.cutShort()).toBe('visit');
  await sessions.recover();
  expect(await leave.cutShort()).toBe('visit');
  await leave.forget();
  expect(await leave.cutShort()).toBeUndefined();
  await sessions.start('cafe', 'en');
  session.clear();
  await sessions.recover();
  await leave.begin({ ...TIDY_REQUEST, scope: 'everything' });
  await leave.settled();
  await leave.forget();
  expect(await leave.cutShort()).toBeUndefined();
});

describe('leaving where nobody pressed Start', () => {
  const NOW_MS = 1_000 * 60_000;

  async function observed() {
    const desk = place('firefox', NOW_MS);
    const { memory } = desk;
    await memory.mark.set({ sinceMs: 1_000, cause: 'browser-start' });
    await memory.baseline.set(EMPTY_BASELINE);
    await memory.clock.set({ earliestMs: 1_000, mostAheadMs: 0, wasSetBack: false });
    await memory.hosts.set({ 'early.example': 1_000, 'mine.example': NOW_MS - 1_000 });
    return desk;
  }

  async function contextOf(request: Partial<TidyStart>): Promise<TidyContext | undefined> {
    const { background } = await observed();
    const { cleaner, seen } = listeningCleaner();
    const leave = background(cleaner);
    await leave.begin({ ...TIDY_REQUEST, ...request });
    await leave.settled();
    return seen();
  }

  it('clears what came since the moment that was named, and no more', async () => {
    expect(await contextOf({ begin: 'hour' })).toMatchObject({
      scope: 'sitting',
      sinceMs: NOW_MS - 60 * 60_000,
      hosts: ['mine.example'],
      baseline: { lastVisitId: 77 },
    });
  });

  it('clears all since pages are observed where nothing is named', async () => {
    expect(await contextOf({})).toMatchObject({
      scope: 'sitting',
      sinceMs: 1_000,
      hosts: ['early.example', 'mine.example'],
      baseline: EMPTY_BASELINE,
    });
  });

  it('clears everything where that is the answer', async () => {
    expect(await contextOf({ begin: 'everything' })).toMatchObject({ scope: 'everything', sinceMs: 0 });
  });

  it('counts what each answer would clear, and asks the browser no more often than needed', async () => {
    const { background } = await observed();
    let counts = 0;
    const leave = background({
      ...fakeCleaner(),
      countBefore: async ({ id }) => {
        counts += 1;
        return id === 'history' ? 3 : undefined;
      },
    });
    const choices = await leave.begins(undefined);
    expect(choices.map(({ id }) => id)).toEqual(['15-minutes', 'hour', 'mark', 'everything']);
    expect(choices[0]).toMatchObject({
      sinceMs: NOW_MS - 15 * 60_000,
      counts: { pages: 3, cookies: undefined, files: undefined },
    });
    expect(choices[2]).toMatchObject({ sinceMs: 1_000, cause: 'browser-start' });
    const before = counts;
    await leave.begins(undefined);
    expect(counts).toBe(before);
  });

  it('begins to observe anew for the next person, and forgets the first', async () => {
    const { background, began, memory } = await observed();
    const leave = background(fakeCleaner());
    await leave.begin(TIDY_REQUEST);
    await leave.settled();
    expect(began).toEqual(['clean-up']);
    expect(await memory.hosts.get()).toBeUndefined();
  });

  it('shows a receipt in its own tab, and no more to whoever comes after somebody used the browser', async () => {
    const { background, memory } = await observed();
    const leave = background(fakeCleaner());
    await leave.begin(TIDY_REQUEST);
    await leave.settled();
    await memory.aftercare.set({} as never);
    await leave.receiptShown(8);
    await leave.receiptShown(9);
    expect(await memory.finished.get(), 'nobody has used the browser since').toMatchObject({ shownIn: 9 });
    await memory.aftercare.remove();
    await leave.receiptShown(9);
    expect(await memory.finished.get()).toBeDefined();
    await leave.receiptShown(10);
    expect(await memory.finished.get()).toBeUndefined();
  });
});
