import { describe, expect, it } from 'vitest';
import { LEVELS } from '#core/page/verdict.ts';
import { leaveSamples } from '#ui/leave/samples.ts';
import { popupSamples } from '#ui/popup/samples.ts';
import { draw, values } from './drawn.tsx';
import { english } from './texts.ts';

/** Names used by end-to-end tests and assistive programs (docs/testing.md). */

function root(document: Document): [string | null | undefined, string | null | undefined] {
  const popup = document.querySelector('[data-level]');
  return [popup?.getAttribute('data-level'), popup?.getAttribute('data-state')];
}

describe('the first screen', () => {
  it('asks one question without a preselected answer', () => {
    const page = draw('arrival', 'first');
    expect(values(page, 'input[name=place]', 'value')).toEqual(['own', 'cafe']);
    expect(page.querySelectorAll('input[name=place][checked]')).toHaveLength(0);
    expect(page.querySelectorAll('button[data-action=start]')).toHaveLength(1);
  });

  it('has no level and claims nothing', () => {
    expect(root(draw('arrival', 'first'))).toEqual(['L0', 'unknown']);
  });

  it('shows nothing about detection', () => {
    expect(draw('arrival', 'first').querySelectorAll('[data-finding]')).toHaveLength(0);
  });
});

describe('the popup', () => {
  it.each([
    ['quiet', 'L0', 'ready'],
    ['pending', 'L0', 'unknown'],
    ['not-seen', 'L0', 'unknown'],
    ['half-seen', 'L2', 'unknown'],
    ['half-seen-quiet', 'L0', 'unknown'],
    ['not-web', 'L0', 'unknown'],
    ['not-allowed', 'L0', 'unknown'],
    ['watched', 'L1', 'ready'],
    ['care', 'L2', 'ready'],
    ['stop', 'L3', 'ready'],
  ])('%s is %s and %s', (state, level, known) => {
    expect(root(draw('popup', state))).toEqual([level, known]);
  });

  it('says that nothing was found only after a scan', () => {
    const nothing = english.t('state.L0');
    const saying = Object.keys(popupSamples).filter((state) =>
      draw('popup', state).body.textContent?.includes(nothing),
    );
    expect(saying).not.toEqual([]);
    for (const state of saying) expect(root(draw('popup', state))[1]).toBe('ready');
  });

  it('lists findings worst first, and trackers separately', () => {
    const page = draw('popup', 'stop');
    expect(values(page, 'li[data-finding]', 'data-finding')).toEqual([
      'insecure-password-field',
      'insecure-page',
      'trackers',
    ]);
    expect(values(page, 'li[data-finding]', 'data-severity')).toEqual(['high', 'medium', 'low']);
    expect(page.querySelector('[data-finding=trackers]')?.parentElement?.className).toBe('trackers');
  });

  it('has the facts of a finding as data', () => {
    const facts = draw('popup', 'watched')
      .querySelector('[data-finding=trackers]')
      ?.getAttribute('data-facts');
    expect(JSON.parse(facts ?? '')).toMatchObject({ count: 4, hosts: expect.any(Array) });
  });

  it('names no site before anything is expanded, except in the worst finding', () => {
    const page = draw('popup', 'note-mixed');
    for (const element of page.querySelectorAll('details:not([open]) > :not(summary)')) element.remove();
    expect(page.body.textContent).not.toContain('.example');
  });

  it('does not offer HTTPS where it cannot work', () => {
    expect(draw('popup', 'care').querySelectorAll('[data-action=upgrade]')).toHaveLength(1);
    expect(draw('popup', 'note-local').querySelectorAll('[data-action=upgrade]')).toHaveLength(0);
    expect(draw('popup', 'stop-proof').querySelectorAll('[data-action=upgrade]')).toHaveLength(0);
  });

  it('keeps "hide" first, and "tidy" and "help" in place, in every state', () => {
    for (const state of Object.keys(popupSamples)) {
      const page = draw('popup', state);
      expect(page.querySelector('button')?.getAttribute('data-action'), state).toBe('hide');
      expect(values(page, 'footer [data-action]', 'data-action'), state).toEqual(['leave', 'tidy-now']);
      expect(page.querySelector('footer a:last-child')?.getAttribute('href'), state).toBe('guide.html#help');
    }
  });

  it('gives each level its own shape and word', () => {
    const drawn = ['quiet', 'note-local', 'care', 'stop'].map((state) => draw('popup', state));
    const shapes = drawn.map((page) => page.querySelector('svg.mark')?.innerHTML);
    expect(new Set(shapes).size).toBe(LEVELS.length);
    expect(drawn.map((page) => page.querySelector('.level-word')?.textContent)).toEqual([
      undefined,
      'Note',
      'Care',
      'Stop',
    ]);
  });
});

describe('the card of a mail service', () => {
  it('shows the verdict, with reasons and sources', () => {
    const page = draw('popup', 'mail-trusted');
    expect(values(page, '[data-service]', 'data-verdict')).toEqual(['trusted']);
    expect(values(page, '[data-reason]', 'data-reason')).toEqual(['T3', 'T4', 'T7']);
    expect(page.querySelector('[data-reason=T7] .source')?.textContent).toContain('guide.example');
    expect(page.querySelector('[data-service] a')?.getAttribute('href')).toBe('mail.html#facts/harbour');
  });

  it('is no warning: the popup’s level does not change', () => {
    for (const state of ['mail-usable', 'mail-unknown', 'mail-group']) {
      expect(root(draw('popup', state))).toEqual(['L0', 'ready']);
    }
  });

  it('does not repeat the warning above', () => {
    const page = draw('popup', 'mail-warned');
    expect(page.querySelectorAll('[data-finding=untrusted-email-provider]')).toHaveLength(1);
    expect(page.querySelectorAll('[data-service] [data-reason]')).toHaveLength(0);
    expect(page.querySelector('[data-service]')?.textContent).not.toContain(
      english.t('provider.says.trusted'),
    );
  });
});

describe('the interstitial', () => {
  it('has the safe answer first and hides the risky one', () => {
    const page = draw('stop', 'password');
    expect(values(page, 'button', 'data-action')).toEqual(['back', 'upgrade', 'more']);
    expect(page.querySelector('[data-stop]')?.getAttribute('data-stop')).toBe('insecure-password-field');
    expect(page.querySelector('[data-stop]')?.getAttribute('role')).toBe('alertdialog');
  });

  it('shows how to continue after one more step', () => {
    expect(values(draw('stop', 'more'), 'button', 'data-action')).toEqual([
      'back',
      'upgrade',
      'more',
      'continue',
    ]);
  });

  it('offers HTTPS only if it can be tried', () => {
    expect(values(draw('stop', 'form'), 'button', 'data-action')).toEqual(['back', 'more']);
  });

  it('has no answers if nothing is blocked', () => {
    const page = draw('stop', 'none');
    expect(page.querySelectorAll('button')).toHaveLength(0);
    expect(page.querySelectorAll('[role=alertdialog]')).toHaveLength(0);
  });
});

describe('the leaving page', () => {
  it('has one primary button and two scopes, with the smaller one selected', () => {
    const page = draw('leave', 'ready');
    expect(values(page, '.primary', 'data-action')).toEqual(['tidy']);
    expect(values(page, 'input[name=scope]', 'value')).toEqual(['sitting', 'everything']);
    expect(values(page, 'input[name=scope][checked]', 'value')).toEqual(['sitting']);
  });

  it('deletes every file by default', () => {
    expect(draw('leave', 'ready').querySelectorAll('input[name=keep][checked]')).toHaveLength(0);
    expect(values(draw('leave', 'everything'), 'input[name=keep][checked]', 'value')).toEqual(['1']);
  });

  it('shows letters to remember, and no names', () => {
    expect(draw('leave', 'ready').querySelector('.letters')?.textContent).toBe('M, F');
  });

  it('warns of other people’s data only for everything', () => {
    const warning = english.t('leave.scopeWarning');
    expect(draw('leave', 'ready').body.textContent).not.toContain(warning);
    expect(draw('leave', 'everything').body.textContent).toContain(warning);
  });

  it('can resume or decline an interrupted tidy', () => {
    expect(values(draw('leave', 'cut-short'), 'button', 'data-action')).toEqual(['tidy', 'leave-as-is']);
  });
});

describe('the receipt', () => {
  it.each([
    ['receipt', 'complete'],
    ['receipt-firefox', 'complete'],
    ['receipt-incomplete', 'incomplete'],
  ])('%s says %s', (state, expected) => {
    expect(values(draw('leave', state), '[data-receipt]', 'data-receipt')).toEqual([expected]);
  });

  it('has a line per step, with its status and what is left', () => {
    const page = draw('leave', 'receipt-incomplete');
    const { progress } = leaveSamples['receipt-incomplete']?.state ?? {};
    if (progress?.stage !== 'finished') throw new Error('the sample has no receipt');
    for (const { id, status, left } of progress.receipt.outcomes) {
      const line = page.querySelector(`[data-step=${id}]`);
      expect(line?.getAttribute('data-status'), id).toBe(status);
      expect(line?.getAttribute('data-left'), id).toBe(left === undefined ? '' : String(left));
    }
  });

  it('never says “gone” about what cannot be counted', () => {
    const page = draw('leave', 'receipt');
    expect(page.querySelector('[data-step=cache]')?.textContent).toContain(
      english.t('receipt.status.unverified'),
    );
    expect(page.querySelector('[data-step=cache]')?.textContent).not.toContain(
      english.t('receipt.status.done'),
    );
  });

  it('mentions older data that went with a site', () => {
    const page = draw('leave', 'receipt-firefox');
    expect(page.querySelector('[data-step=site-storage]')?.textContent).toContain(english.t('receipt.hosts'));
  });

  it('says where to click for every manual step', () => {
    for (const state of ['receipt', 'receipt-firefox']) {
      for (const line of draw('leave', state).querySelectorAll('[data-status=cannot]')) {
        expect(line.textContent).not.toContain(english.t('receipt.byHand.chromium.other'));
        expect(line.textContent?.length).toBeGreaterThan(40);
      }
    }
  });

  it('names no site', () => {
    for (const state of ['receipt', 'receipt-incomplete', 'over']) {
      expect(draw('leave', state).body.textContent).not.toMatch(/\.example|\.pdf/);
    }
  });
});
