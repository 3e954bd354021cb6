import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/session/session.ts';
import { popupSamples } from '#ui/popup/samples.ts';
import { textsFrom } from '#ui/texts.tsx';
import { countScreen } from './count.ts';
import { draw } from './drawn.tsx';
import { CATALOGUES } from './texts.ts';

/** Pages of every day: nothing to warn of, nothing opened. */
const EVERYDAY = ['everyday', 'quiet', 'own', 'watched', 'watched-own', 'not-started', 'not-started-watched'];

function bodyOf(html: string): Element {
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body as unknown as Element;
}

describe('the counting', () => {
  it('counts what is seen, and not what is folded, hidden or drawn', () => {
    const html =
      '<h1>Two words</h1><p hidden>not these</p><details><summary>Open me</summary><p>no</p></details>' +
      '<details open><summary>Is open</summary><p>yes</p></details><svg><title>no</title></svg><p>– 3 min</p>';
    expect(countScreen(bodyOf(html)).words).toBe(9);
  });

  it('counts a group of answers once, and each other control', () => {
    const radios = '<input type="radio" name="a"><input type="radio" name="a"><input type="radio" name="b">';
    const html = `${radios}<button class="primary">x</button><a href="#">x</a><a>x</a><p hidden><button>x</button></p>`;
    expect(countScreen(bodyOf(html))).toMatchObject({ controls: 4, filled: 1 });
  });
});

describe('the popup is calm', () => {
  it.each(EVERYDAY)(
    'on a page of every day: at most 45 words, 7 controls, one filled button (%s)',
    (state) => {
      const { words, controls, filled } = countScreen(draw('popup', state).body);
      expect(words).toBeLessThanOrEqual(45);
      expect(controls).toBeLessThanOrEqual(7);
      expect(filled).toBe(1);
    },
  );

  it.each(LANGUAGES)('in every language: half as many words again at most (%s)', (language) => {
    const texts = textsFrom(language, CATALOGUES[language]);
    for (const state of EVERYDAY) {
      const { words, controls } = countScreen(draw('popup', state, texts).body);
      expect(words, state).toBeLessThanOrEqual(67);
      expect(controls, state).toBeLessThanOrEqual(7);
    }
  });

  it('asks one thing, by one filled button, on every page of care or stop', () => {
    const levels = Object.keys(popupSamples).map((state) => {
      const page = draw('popup', state);
      const level = page.querySelector('[data-level]')?.getAttribute('data-level') ?? '';
      if (level === 'L2' || level === 'L3') expect(countScreen(page.body).filled, state).toBe(1);
      return level;
    });
    expect(levels).toEqual(expect.arrayContaining(['L2', 'L3']));
  });
});
