import { describe, expect, it } from 'vitest';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { planTidy, type StepId } from '#core/tidy/plan.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';
import menus from '#locales/en/menus.json';
import { picturesOf } from '#ui/leave/menu-picture.tsx';
import { sumOf, tasksOf } from '#ui/leave/tasks.ts';
import { draw, values } from './drawn.tsx';

function byHand(...ids: readonly StepId[]): readonly StepOutcome[] {
  return ids.map((id) => ({ id, method: 'by-hand', status: 'cannot' }));
}

describe('what is left for the person', () => {
  it('is one task for each place of the browser, the clearing last', () => {
    const tasks = tasksOf(byHand('site-names', 'bookmarks', 'site-permissions', 'passwords', 'dictionary'));
    expect(tasks.map(({ id, outcomes }) => [id, outcomes.map((outcome) => outcome.id)])).toEqual([
      ['passwords', ['passwords']],
      ['made', ['bookmarks', 'dictionary']],
      ['siteData', ['site-names', 'site-permissions']],
    ]);
  });

  it('is not what the person wanted to stay, nor what was done', () => {
    expect(
      tasksOf([
        { id: 'cache', method: 'all', status: 'cannot', isChosen: true },
        { id: 'history', method: 'since', status: 'done' },
      ]),
    ).toEqual([]);
  });

  it.each<BrowserKind>(['chromium', 'firefox'])('%s: names each step that is by hand, once', (browser) => {
    const ids = planTidy(browser, 'sitting').flatMap(({ id, method }) => (method === 'by-hand' ? [id] : []));
    const shown = tasksOf(byHand(...ids)).flatMap(({ outcomes }) => outcomes.map(({ id }) => id));
    expect(shown.toSorted()).toEqual(ids.toSorted());
  });
});

describe('the sum', () => {
  const outcomes: readonly StepOutcome[] = [
    { id: 'history', method: 'since', status: 'done' },
    { id: 'settings', method: 'all', status: 'done' },
    { id: 'cache', method: 'since', status: 'unverified' },
    { id: 'cookies', method: 'since', status: 'left', left: 3 },
    { id: 'forms', method: 'since', status: 'failed' },
    { id: 'session-log', method: 'all', status: 'cannot', isChosen: true },
    ...byHand('passwords', 'bookmarks', 'tab-groups'),
  ];

  it('counts each thing once, and not as removed what was put back', () => {
    expect(sumOf(outcomes, [])).toEqual({ removed: 1, requested: 1, left: 2, kept: 1, todo: 2 });
  });

  it('has one thing less to do for each task that is ticked', () => {
    expect(sumOf(outcomes, ['made']).todo).toBe(1);
    expect(sumOf(outcomes, ['addresses']).todo).toBe(2);
  });

  it('is drawn as one block for each thing, and said in words', () => {
    const page = draw('leave', 'receipt');
    const sum = (kind: string) => Number(page.querySelector(`.sum-part:has(.sum-${kind}) b`)?.textContent);
    for (const kind of ['removed', 'requested', 'todo']) {
      expect(page.querySelectorAll(`.sum-bar .sum-${kind}`), kind).toHaveLength(sum(kind));
    }
    expect(values(page, '.sum [role=img]', 'aria-label')).toEqual([
      `${sum('removed')} removed, ${sum('requested')} requested, ${sum('todo')} for you to do`,
    ]);
  });
});

describe('the drawn menus', () => {
  it('stand beside every step that needs a click of its own', () => {
    const drawn = (browser: BrowserKind) =>
      planTidy(browser, 'sitting')
        .filter(({ id }) => picturesOf(browser, id, { language: 'en', labels: menus }).length > 0)
        .map(({ id }) => id);
    expect(drawn('chromium')).toEqual(['passwords', 'site-names', 'tab-groups', 'bookmarks', 'dictionary']);
    expect(drawn('firefox')).toEqual(['passwords', 'site-files', 'tab-groups', 'bookmarks', 'addresses']);
  });

  it('speak the language of the browser, whatever the person reads', () => {
    const page = draw('leave', 'receipt-fr');
    const menu = page.querySelector('[data-step=passwords] .drawn-menu');
    expect(menu?.getAttribute('lang')).toBe('fr');
    expect(menu?.textContent).toContain('Gestionnaire de mots de passe');
    expect(page.querySelector('[data-step=passwords] p')?.textContent).toContain(
      'Gestionnaire de mots de passe',
    );
  });

  it('run from right to left where the browser does', () => {
    expect(values(draw('leave', 'receipt-ar'), '.drawn-menu', 'dir')).toContain('rtl');
    expect(values(draw('leave', 'receipt-es'), '.drawn-menu', 'dir')).not.toContain('rtl');
  });
});
