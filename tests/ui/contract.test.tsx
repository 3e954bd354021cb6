import { describe, expect, it } from 'vitest';
import { LEVELS } from '#core/page/verdict.ts';
import { leaveSamples } from '#ui/leave/samples.ts';
import { popupSamples } from '#ui/popup/samples.ts';
import { draw, values } from './drawn.tsx';
import { english } from './texts.ts';

/** The names that end-to-end tests and helpers for screen readers hold on to (docs/testing.md). */

function root(document: Document): [string | null | undefined, string | null | undefined] {
  const popup = document.querySelector('[data-level]');
  return [popup?.getAttribute('data-level'), popup?.getAttribute('data-state')];
}

describe('the first screen', () => {
  it('asks one question with nothing chosen beforehand, and starts in whatever way is chosen', () => {
    const page = draw('arrival', 'first');
    expect(values(page, 'input[name=place]', 'value')).toEqual(['own', 'cafe']);
    expect(page.querySelectorAll('input[name=place][checked]')).toHaveLength(0);
    expect(values(page, '.popup-body .button', 'data-action')).toEqual(['start']);
    expect(values(draw('arrival', 'chosen'), '.popup-body .button', 'data-action')).toEqual([
      'start-private',
      'start',
    ]);
    expect(values(draw('arrival', 'own'), '.popup-body .button', 'data-action')).toEqual([
      'start-kept',
      'start',
    ]);
  });

  it('has a level that says nothing and a state that claims nothing', () => {
    expect(root(draw('arrival', 'first'))).toEqual(['L0', 'unknown']);
  });

  it('shows nothing of what can be found in pages', () => {
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

  it('says that nothing was found only of a page that was looked at', () => {
    const nothing = english.t('state.L0');
    const saying = Object.keys(popupSamples).filter((state) =>
      draw('popup', state).body.textContent?.includes(nothing),
    );
    expect(saying).not.toEqual([]);
    for (const state of saying) expect(root(draw('popup', state))[1]).toBe('ready');
  });

  it('lists the findings worst first, the trackers apart from the warnings', () => {
    const page = draw('popup', 'stop');
    expect(values(page, 'li[data-finding]', 'data-finding')).toEqual([
      'insecure-password-field',
      'insecure-page',
      'trackers',
    ]);
    expect(values(page, 'li[data-finding]', 'data-severity')).toEqual(['high', 'medium', 'low']);
    expect(page.querySelector('[data-finding=trackers]')?.parentElement?.className).toBe('trackers');
  });

  it('gives the facts of a finding to machines', () => {
    const facts = draw('popup', 'watched')
      .querySelector('[data-finding=trackers]')
      ?.getAttribute('data-facts');
    expect(JSON.parse(facts ?? '')).toMatchObject({ count: 4, hosts: expect.any(Array) });
  });

  it('names no site before anyone unfolds anything, except in the worst finding', () => {
    const page = draw('popup', 'note-mixed');
    for (const element of page.querySelectorAll('[hidden], details:not([open]) > :not(summary)')) {
      element.remove();
    }
    expect(page.body.textContent).not.toContain('.example');
  });

  it('offers no HTTPS address where none can be', () => {
    expect(draw('popup', 'care').querySelectorAll('[data-action=upgrade]')).toHaveLength(1);
    expect(draw('popup', 'note-local').querySelectorAll('[data-action=upgrade]')).toHaveLength(0);
    expect(draw('popup', 'stop-proof').querySelectorAll('[data-action=upgrade]')).toHaveLength(0);
  });

  it('keeps hide first, and cleaning up and help in the same place, in every state', () => {
    for (const [state, { life, opened }] of Object.entries(popupSamples)) {
      const page = draw('popup', state);
      const above = life === 'not-started' ? ['open-start', 'leave'] : ['leave'];
      expect(page.querySelector('button')?.getAttribute('data-action'), state).toBe('hide');
      expect(values(page, 'footer [data-action]', 'data-action'), state).toEqual(
        opened === 'menu' ? ['menu'] : [...above, 'menu'],
      );
      expect(page.querySelector('footer a:last-child')?.getAttribute('href'), state).toBe('guide.html#help');
    }
  });

  it('judges a page alike before and after Start', () => {
    const shown = (state: string) =>
      [...draw('popup', state).querySelectorAll('.status')].map((each) => each.innerHTML);
    expect(shown('not-started')).toEqual(shown('quiet'));
    expect(shown('not-started')).not.toEqual(shown('not-started-care'));
  });

  it('leads out of every page of care or stop by one filled button', () => {
    for (const state of Object.keys(popupSamples)) {
      const page = draw('popup', state);
      const level = page.querySelector('[data-level]')?.getAttribute('data-level');
      const inWarning = page.querySelectorAll('.status .primary').length;
      const all = page.querySelectorAll('.primary').length;
      if (level === 'L2' || level === 'L3') expect([inWarning, all], state).toEqual([1, 1]);
      else expect(inWarning, state).toBe(0);
    }
  });

  it('names what is at risk on this page', () => {
    const headline = (state: string) => draw('popup', state).querySelector('#state')?.textContent;
    expect(headline('stop')).toBe(english.t('state.risk.password'));
    expect(headline('stop-card')).toBe(english.t('state.risk.card'));
    expect(headline('stop-line')).toBe(english.t('state.risk.computer'));
    expect(headline('care')).toBe(english.t('findings.insecure-page.title'));
  });

  it('unfolds nothing inside of what is folded', () => {
    for (const state of Object.keys(popupSamples)) {
      expect(draw('popup', state).querySelectorAll('details details'), state).toHaveLength(0);
    }
  });

  it('gives each level a shape and a word of its own', () => {
    const drawn = ['quiet', 'note-local', 'care', 'stop'].map((state) => draw('popup', state));
    const shapes = drawn.map((page) => page.querySelector('svg.mark')?.innerHTML);
    expect(new Set(shapes).size).toBe(LEVELS.length);
    expect(drawn.map((page) => page.querySelector('.level-word')?.textContent)).toEqual([
      undefined,
      'Note',
      'Caution',
      'Stop',
    ]);
  });
});

describe('the card of a mail service', () => {
  it('says the verdict, and the reasons on demand', () => {
    const page = draw('popup', 'mail-trusted');
    expect(values(page, '[data-service]', 'data-verdict')).toEqual(['trusted']);
    expect(values(page, '[data-reason]', 'data-reason')).toEqual(['T3', 'T4', 'T7']);
    expect(page.querySelector('[data-service] a')?.getAttribute('href')).toBe('mail.html#facts/harbour');
  });

  it('warns of nothing: the popup stays as quiet as it is', () => {
    for (const state of ['mail-usable', 'mail-unknown', 'mail-group']) {
      expect(root(draw('popup', state))).toEqual(['L0', 'ready']);
    }
  });

  it('says once what a warning above says already', () => {
    const page = draw('popup', 'mail-warned');
    expect(page.querySelectorAll('[data-finding=untrusted-email-provider]')).toHaveLength(1);
    expect(page.querySelectorAll('[data-service] [data-reason]')).toHaveLength(0);
    expect(page.querySelector('[data-service]')?.textContent).not.toContain(
      english.t('provider.says.trusted'),
    );
  });
});

describe('the interstitial', () => {
  it('puts the safe answer first and hides the risky one', () => {
    const page = draw('stop', 'password');
    expect(values(page, 'button', 'data-action')).toEqual(['back', 'upgrade', 'more']);
    expect(page.querySelector('[data-stop]')?.getAttribute('data-stop')).toBe('insecure-password-field');
    expect(page.querySelector('[data-stop]')?.getAttribute('role')).toBe('alertdialog');
  });

  it('shows the way on after one more step', () => {
    expect(values(draw('stop', 'more'), 'button', 'data-action')).toEqual([
      'back',
      'upgrade',
      'more',
      'continue',
    ]);
  });

  it('offers the HTTPS address only where it can be tried', () => {
    expect(values(draw('stop', 'form'), 'button', 'data-action')).toEqual(['back', 'more']);
  });

  it.each([
    ['plain', 'L2', ['back', 'continue', 'more']],
    ['plain-silent', 'L2', ['back', 'continue', 'protected', 'more']],
    ['plain-before-sign-in', 'L2', ['portal', 'back', 'continue']],
    ['unproven', 'L3', ['back', 'more']],
    ['password', 'L3', ['back', 'upgrade', 'more']],
    ['proof', 'L3', ['back', 'more']],
  ])(
    '%s is %s: what can be read is open at once, what is attack or secret after one more step',
    (state, level, actions) => {
      const page = draw('stop', state);
      expect(page.querySelectorAll(`svg.mark-${level}`)).toHaveLength(1);
      expect(values(page, 'button', 'data-action')).toEqual(actions);
    },
  );

  it('says who speaks, and draws the weak part', () => {
    const weak = (state: string) => values(draw('stop', state), '.path', 'data-weak');
    expect(draw('stop', 'password').querySelector('.interstitial-who')?.textContent).toContain('Clean Table');
    expect([weak('plain'), weak('proof'), weak('look-alike'), weak('networkFacts')].flat()).toEqual([
      'network',
      'site',
      'site',
      'network',
    ]);
    expect(draw('stop', 'form').querySelector('.path')?.textContent).toContain('pay.shop.example');
  });

  it('has nothing to answer when nothing is stopped', () => {
    const page = draw('stop', 'none');
    expect(page.querySelectorAll('button')).toHaveLength(0);
    expect(page.querySelectorAll('[role=alertdialog]')).toHaveLength(0);
  });
});

describe('the leaving page', () => {
  it('has one primary button and two scopes, the smaller one chosen', () => {
    const page = draw('leave', 'ready');
    expect(values(page, '.primary', 'data-action')).toEqual(['tidy']);
    expect(values(page, 'input[name=scope]', 'value')).toEqual(['sitting', 'everything']);
    expect(values(page, 'input[name=scope][checked]', 'value')).toEqual(['sitting']);
  });

  it('deletes every file that nobody asked to keep', () => {
    expect(draw('leave', 'ready').querySelectorAll('input[name=keep][checked]')).toHaveLength(0);
    expect(values(draw('leave', 'everything'), 'input[name=keep][checked]', 'value')).toEqual(['1']);
  });

  it('gives letters to remember, and no names', () => {
    expect(draw('leave', 'ready').querySelector('.letters')?.textContent).toBe('M, F');
  });

  it('warns of other people’s things only for everything', () => {
    const warning = english.t('leave.scopeWarning');
    expect(draw('leave', 'ready').body.textContent).not.toContain(warning);
    expect(draw('leave', 'everything').body.textContent).toContain(warning);
  });

  it('can go on from a tidy that was cut short, or leave it', () => {
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

  it('has a line for each step, with its status and what is left', () => {
    const page = draw('leave', 'receipt-incomplete');
    const { progress } = leaveSamples['receipt-incomplete']?.state ?? {};
    if (progress?.stage !== 'finished') throw new Error('the sample has no receipt');
    for (const { id, status, left } of progress.receipt.outcomes) {
      const line = page.querySelector(`[data-step=${id}]`);
      expect(line?.getAttribute('data-status'), id).toBe(status);
      expect(line?.getAttribute('data-left'), id).toBe(left === undefined ? '' : String(left));
    }
  });

  it('never says “gone” of what the browser cannot be asked about', () => {
    const page = draw('leave', 'receipt');
    expect(page.querySelector('[data-step=cache]')?.textContent).toContain(
      english.t('receipt.status.unverified'),
    );
    expect(page.querySelector('[data-step=cache]')?.textContent).not.toContain(
      english.t('receipt.status.done'),
    );
  });

  it('tells of older data that went with a site', () => {
    const page = draw('leave', 'receipt-firefox');
    expect(page.querySelector('[data-step=site-storage]')?.textContent).toContain(english.t('receipt.hosts'));
  });

  it('says where to click for everything the browser lets nobody do', () => {
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
