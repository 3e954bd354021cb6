import { describe, expect, it } from 'vitest';
import { createInterstitials } from '#app/page/interstitials.ts';
import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';

const OWN = 'own:stop.html';
const about = (host: string) => ({ host }) as Interstitial;

function desk() {
  const asked: unknown[] = [];
  const interstitials = createInterstitials({
    blockedNavigations: {
      interstitialOf: async () => about('way'),
      answer: async (...answer: unknown[]) => {
        asked.push(['way', ...answer]);
        return 'https://next.example/';
      },
    },
    secretGuard: {
      interstitialOf: async () => about('guard'),
      answer: async (...answer: unknown[]) => void asked.push(['for', ...answer]),
    },
  });
  const answer = (query: string, choice: InterstitialAnswer = 'continue') =>
    interstitials.answer(`${OWN}${query}`, choice, 9);
  return { interstitials, asked, answer };
}

describe('the page for both kinds of interstitials', () => {
  it.each([
    ['?way=7', 'way'],
    ['?for=7', 'guard'],
    ['', undefined],
    ['?tab=7', undefined],
  ])('shows what its URL names: %s', async (query, host) => {
    const { interstitials } = desk();
    expect((await interstitials.get(`${OWN}${query}`))?.host).toBe(host);
  });

  it('passes the answer on with the tab, and returns the resulting URL', async () => {
    const { answer, asked } = desk();
    expect(await answer('?way=7')).toBe('https://next.example/');
    expect(await answer('?for=8', 'back')).toBeUndefined();
    expect(asked).toEqual([
      ['way', 7, 'continue', 9],
      ['for', 8, 'back', 9],
    ]);
  });

  it('ignores answers if its URL names no tab', async () => {
    const { answer, asked } = desk();
    expect(await answer('')).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
