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

  it('deletes files and closes tabs before what they would write again', () => {
    const ids = planTidy(browser, 'sitting').map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['files', 'tabs', 'cookies']);
  });

  it('runs independent steps together, and keeps the order of the rest', () => {
    const plan = planTidy(browser, 'sitting');
    const stages = stagesOf(plan);
    expect(stages.flat()).toEqual(plan);
    expect(stages.filter((stage) => stage.length > 1).map((stage) => stage.map(({ id }) => id))).toEqual([
      ['files', 'tabs'],
      ['cookies', 'cache', 'site-storage', 'forms', 'history', 'downloads'],
    ]);
  });

  it('restores settings and clears the extension’s own data last', () => {
    expect(
      planTidy(browser, 'sitting')
        .map(({ id }) => id)
        .slice(-2),
    ).toEqual(['settings', 'own-notes']);
  });

  it('has the same steps for every scope', () => {
    const [session, everything] = SCOPES.map((scope) => planTidy(browser, scope).map(({ id }) => id));
    expect(session).toEqual(everything);
  });

  it('touches nothing older than the session unless asked to, where the browser can filter by time', () => {
    const wide = planTidy(browser, 'sitting').filter(({ method }) => method === 'all');
    // Firefox empties the whole cache and the list of closed tabs, whatever moment it is given; Chromium's log of
    // open pages is written anew as a whole, and holds again what is still open.
    const whole = browser === 'firefox' ? ['cache', 'closed-tabs'] : ['session-log'];
    expect(wide.map(({ id }) => id)).toEqual([...whole, 'clipboard', 'settings', 'own-notes']);
  });

  it('clears everything if asked to, but no files or passwords of other people', () => {
    const narrow = planTidy(browser, 'everything').filter(
      ({ method }) => method !== 'all' && method !== 'by-hand',
    );
    const kept = narrow.map(({ id }) => id);
    expect(kept).toEqual(browser === 'firefox' ? ['files', 'passwords'] : ['files']);
  });

  it('keeps manual steps manual', () => {
    const byHand = (scope: (typeof SCOPES)[number]) =>
      planTidy(browser, scope).filter(({ method }) => method === 'by-hand');
    expect(byHand('everything')).toEqual(byHand('sitting'));
    expect(byHand('sitting').map(({ id }) => id)).toContain('site-permissions');
  });
});

describe('planTidy by browser', () => {
  it('clears storage by site, including older data', () => {
    expect(methodOf('chromium', 'sitting', 'site-storage')).toBe('hosts');
    expect(methodOf('firefox', 'sitting', 'site-storage')).toBe('hosts');
  });

  it('cannot delete saved passwords in Chromium', () => {
    expect(methodOf('chromium', 'sitting', 'passwords')).toBe('by-hand');
    expect(methodOf('firefox', 'sitting', 'passwords')).toBe('since');
  });

  it('lists what only Firefox leaves behind', () => {
    const only = planTidy('firefox', 'sitting')
      .map(({ id }) => id)
      .filter((id) => methodOf('chromium', 'sitting', id) === undefined);
    expect(only).toEqual(['site-files', 'http-sign-in', 'addresses']);
    for (const id of only) expect(methodOf('firefox', 'sitting', id)).toBe('by-hand');
  });
});

describe('if not every host of the session is known', () => {
  const methodIn = (browser: (typeof BROWSERS)[number], hasAllHosts: boolean) =>
    planTidy(browser, 'sitting', { ...USUAL, hasAllHosts }).find(({ id }) => id === 'site-storage')?.method;

  it('Firefox’s steps by host clear everything', () => {
    expect([methodIn('firefox', false), methodIn('firefox', true)]).toEqual(['all', 'hosts']);
  });

  it('Chromium’s steps by time are unchanged', () => {
    expect(methodIn('chromium', false)).toBe('hosts');
  });
});

describe.each(BROWSERS)('if dates cannot be trusted, in %s', (browser) => {
  const plan = planTidy(browser, 'sitting', { ...USUAL, hasTrueDates: false });
  const methods = new Map(plan.map(({ id, method }) => [id, method]));

  it('data that is only dated is cleared as a whole, but never saved passwords', () => {
    expect(methods.get('cache')).toBe('all');
    expect(methods.get('forms')).toBe('all');
    expect(methods.get('passwords')).toBe('by-hand');
  });

  it('data with other criteria is still limited to the session', () => {
    for (const id of ['files', 'tabs', 'cookies', 'history', 'downloads', 'closed-tabs'] as const) {
      expect(methods.get(id), id).toBe('since');
    }
  });
});
