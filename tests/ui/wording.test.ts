import { describe, expect, it } from 'vitest';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { guessLanguage, LANGUAGES } from '#core/session/session.ts';
import { planTidy } from '#core/tidy/plan.ts';
import { STEP_STATUSES } from '#core/tidy/receipt.ts';
import menus from '#locales/en/menus.json';
import { findingText } from '#ui/finding-text.ts';
import { firstLetters } from '#ui/leave/good-to-know.tsx';
import { sizeText } from '#ui/leave/leave-steps.tsx';
import { findingSamples } from '#ui/popup/samples.ts';
import { webAddress } from '#ui/settings/settings-view.tsx';
import { byHandText, statusText } from '#ui/step-text.ts';
import { textsFrom } from '#ui/texts.tsx';
import { CATALOGUES, english } from './texts.ts';

describe.each(LANGUAGES)('findings in %s', (language) => {
  const { t } = textsFrom(language, CATALOGUES[language]);

  it.each(Object.entries(findingSamples))('%s has a title without names, and a text', (_, finding) => {
    const { title, text } = findingText(finding, t);
    // Whether it is that site at all is the question of one title.
    const named = finding.code === 'certificate-error' ? /findings\./ : /\.example|findings\./;
    expect(title).not.toMatch(named);
    expect(text).not.toMatch(/findings\.|\{\{/);
  });

  it('keeps a host together in any sentence', () => {
    const { text } = findingText(findingSamples['insecure-password-field'], t);
    expect(text).toContain('\u2066forum.example\u2069');
  });
});

it('an unknown reason is still shown, with its source', () => {
  const finding = {
    ...findingSamples['untrusted-email-provider'],
    facts: {
      ...findingSamples['untrusted-email-provider'].facts,
      reasons: [{ code: 'Z9', source: 'https://x.example', date: '2025' }],
    },
  };
  expect(findingText(finding, english.t).details).toEqual([
    {
      text: english.t('reasons.other'),
      source: { title: expect.stringContaining('2025'), address: 'https://x.example' },
    },
  ]);
});

it('uses the plural forms of the language', () => {
  const { t } = textsFrom('ar', CATALOGUES.ar);
  const said = [1, 2, 3, 11, 100].map((count) => t('findings.trackers.title', { count }));
  expect(new Set(said).size).toBe(5);
});

describe('steps', () => {
  it.each(STEP_STATUSES)('%s is a sentence', (status) => {
    expect(statusText({ id: 'cache', method: 'since', status }, english.t)).toMatch(/\.$/);
  });

  it('says how many are left, if known', () => {
    const outcome = { id: 'cookies', method: 'since', status: 'left' } as const;
    expect(statusText({ ...outcome, left: 3 }, english.t)).toContain('3');
    expect(statusText(outcome, english.t)).not.toMatch(/\d/);
  });

  it.each<BrowserKind>(['chromium', 'firefox'])('%s: has instructions for each manual step', (browser) => {
    const other = english.t('receipt.byHand.chromium.other');
    const byHand = planTidy(browser, 'sitting').filter(({ method }) => method === 'by-hand');
    expect(byHand).not.toEqual([]);
    for (const { id } of byHand) expect(byHandText(browser, id, english.t, menus), id).not.toBe(other);
  });
});

describe('typed URLs', () => {
  it.each([
    ['weather.example', 'https://weather.example/'],
    [' http://weather.example/today ', 'http://weather.example/today'],
  ])('%j is %s', (typed, expected) => {
    expect(webAddress(typed)).toBe(expected);
  });

  it.each([
    '',
    'weather',
    'about:blank',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://a.example',
    'https://',
  ])('%j is none', (typed) => {
    expect(webAddress(typed)).toBeUndefined();
  });
});

it('greets in the first supported language of the browser', () => {
  expect(guessLanguage(['am-ET', 'ar-EG', 'fr'])).toBe('ar');
  expect(guessLanguage(['am', 'ti'])).toBe('en');
  expect(guessLanguage([])).toBe('en');
});

it('takes the first letters of hosts without “www”', () => {
  expect(firstLetters(['mail.example', 'www.forum.example'])).toEqual(['M', 'F']);
});

it('formats sizes for people', () => {
  expect(['0', '999', '184320', '2400000'].map((bytes) => sizeText(Number(bytes), 'en'))).toEqual([
    '0 byte',
    '999 byte',
    '184 kB',
    '2.4 MB',
  ]);
});
