import { describe, expect, it } from 'vitest';
import { planTidy, SCOPES, STEP_IDS, type StepId, stagesOf, USUAL } from '#core/tidy/plan.ts';

const BROWSERS = ['chromium', 'firefox'] as const;

function methodOf(browser: (typeof BROWSERS)[number], scope: (typeof SCOPES)[number], id: StepId) {
  return planTidy(browser, scope).find((step) => step.id === id)?.method;
}

describe.each(BROWSERS)('planTidy in %s', (browser) => {
  it.each(SCOPES)('keeps the order and names each step once (%s)', (scope) => {
    const ids = planTidy(browser, scope).map(({ id }) => id);
    expect(ids).toEqual(STEP_IDS.filter((id) => ids.includes(id)));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('deletes files and closes tabs before anything that they would write again', () => {
    const ids = planTidy(browser, 'sitting').map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['files', 'tabs', 'cookies']);
  });

  it('runs together what needs nothing of each other, and keeps the order of the rest', () => {
    const plan = planTidy(browser, 'sitting');
    const stages = stagesOf(plan);
    expect(stages.flat()).toEqual(plan);
    expect(stages.filter((stage) => stage.length > 1).map((stage) => stage.map(({ id }) => id))).toEqual([
      ['files', 'tabs'],
      ['cookies', 'cache', 'site-storage', 'forms', 'history', 'downloads'],
    ]);
  });

  it('puts settings back and forgets its own notes last', () => {
    expect(
      planTidy(browser, 'sitting')
        .map(({ id }) => id)
        .slice(-2),
    ).toEqual(['settings', 'own-notes']);
  });

  it('does the same steps whatever the scope', () => {
    const [session, everything] = SCOPES.map((scope) => planTidy(browser, scope).map(({ id }) => id));
    expect(session).toEqual(everything);
  });

  it('touches nothing older than the session unless asked to, where the browser can tell', () => {
    const wide = planTidy(browser, 'sitting').filter(({ method }) => method === 'all');
    // Firefox empties the whole cache and the list of closed tabs, whatever moment it is given; Chromium's log of open pages is
    // written anew as a whole, and holds again what is still open.
    const whole = browser === 'firefox' ? ['cache', 'closed-tabs'] : ['session-log'];
    expect(wide.map(({ id }) => id)).toEqual([...whole, 'clipboard', 'settings', 'own-notes']);
  });

  it('takes all of what the browser can clear when asked to, but no files or passwords of other people', () => {
    const narrow = planTidy(browser, 'everything').filter(
      ({ method }) => method !== 'all' && method !== 'by-hand',
    );
    const kept = narrow.map(({ id }) => id);
    expect(kept).toEqual(browser === 'firefox' ? ['files', 'passwords'] : ['files']);
  });

  it('does not turn what only a person can do into something done', () => {
    const byHand = (scope: (typeof SCOPES)[number]) =>
      planTidy(browser, scope).filter(({ method }) => method === 'by-hand');
    expect(byHand('everything')).toEqual(byHand('sitting'));
    expect(byHand('sitting').map(({ id }) => id)).toContain('site-permissions');
  });
});

describe('planTidy by browser', () => {
  it('says that storage goes with what was there before at the same site', () => {
    expect(methodOf('chromium', 'sitting', 'site-storage')).toBe('hosts');
    expect(methodOf('firefox', 'sitting', 'site-storage')).toBe('hosts');
  });

  it('says that Chromium cannot delete saved passwords', () => {
    expect(methodOf('chromium', 'sitting', 'passwords')).toBe('by-hand');
    expect(methodOf('firefox', 'sitting', 'passwords')).toBe('since');
  });

  it('says what only Firefox leaves behind', () => {
    const only = planTidy('firefox', 'sitting')
      .map(({ id }) => id)
      .filter((id) => methodOf('chromium', 'sitting', id) === undefined);
    expect(only).toEqual(['site-files', 'http-sign-in', 'addresses']);
    for (const id of only) expect(methodOf('firefox', 'sitting', id)).toBe('by-hand');
  });
});

describe('where not every host of the session is known', () => {
  const methodIn = (browser: (typeof BROWSERS)[number], hasAllHosts: boolean) =>
    planTidy(browser, 'sitting', { ...USUAL, hasAllHosts }).find(({ id }) => id === 'site-storage')?.method;

  it('what Firefox clears by host goes as a whole', () => {
    expect([methodIn('firefox', false), methodIn('firefox', true)]).toEqual(['all', 'hosts']);
  });

  it('what Chromium clears by time does not', () => {
    expect(methodIn('chromium', false)).toBe('hosts');
  });
});

describe.each(BROWSERS)('where dates tell nothing, in %s', (browser) => {
  const plan = planTidy(browser, 'sitting', { ...USUAL, hasTrueDates: false });
  const methods = new Map(plan.map(({ id, method }) => [id, method]));

  it('what the browser only dates goes as a whole, but never saved passwords', () => {
    expect(methods.get('cache')).toBe('all');
    expect(methods.get('forms')).toBe('all');
    expect(methods.get('passwords')).toBe('by-hand');
  });

  it('what is told apart in another way is still only the person’s', () => {
    for (const id of ['files', 'tabs', 'cookies', 'history', 'downloads', 'closed-tabs'] as const) {
      expect(methods.get(id), id).toBe('since');
    }
  });
});
