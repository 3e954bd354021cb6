import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChooserAnswers, chooseProviders, needsOf, WORRIES } from '#core/mail/chooser.ts';
import { fitOf } from '#core/mail/needs.ts';
import { loadProviders } from '#data/providers.ts';
import { documented, GOOD, general, provider } from './samples.ts';

const TODAY = '2026-11-24';
const EASY: ChooserAnswers = {
  worry: 'thieves',
  writesTo: 'anybody',
  canGivePhone: true,
  isBlockedHere: false,
  onlyInCafes: false,
};
const ids = (all: readonly { provider: { id: string } }[]) => all.map(({ provider: { id } }) => id);
const table = await loadProviders();

describe('needsOf', () => {
  it('returns nothing for answers without requirements', () => {
    expect(needsOf(EASY)).toEqual([]);
    expect(needsOf({ ...EASY, worry: 'close' })).toEqual([]);
  });

  it('turns each answer into a need', () => {
    expect(needsOf({ ...EASY, worry: 'local-power' })).toEqual(['local-power']);
    expect(needsOf({ ...EASY, worry: 'strong-state' })).toEqual(['local-power', 'anonymous']);
    expect(needsOf({ ...EASY, writesTo: 'group' })).toEqual(['group-encrypts']);
    expect(needsOf({ ...EASY, onlyInCafes: true })).toEqual(['cafe-only']);
    expect(needsOf({ ...EASY, canGivePhone: false })).toEqual(['no-phone']);
    expect(needsOf({ ...EASY, isBlockedHere: true })).toEqual(['blocked']);
  });
});

describe('chooseProviders', () => {
  it('returns the best two that fit', () => {
    const second = provider({ id: 'second', recommendedBy: [] });
    const third = provider({ id: 'third', recommendedBy: [] }, { logs: undefined });
    expect(ids(chooseProviders([third, second, GOOD], EASY, TODAY).choices)).toEqual(['good', 'second']);
  });

  it.each([
    ['a service to avoid', provider({}, { stateControl: documented(true) })],
    ['one to be careful with', provider({}, { readsForAds: documented(true) })],
    ['one that nobody documented', provider({}, { country: undefined })],
    ['one that only sends mail on', provider({ category: 'alias' })],
  ])('does not return %s', (_, one) => {
    expect(chooseProviders([one], EASY, TODAY)).toEqual({ needs: [], choices: [], prices: [] });
  });

  it('returns none in a feared jurisdiction, nor where it is blocked', () => {
    const needy = { ...EASY, worry: 'local-power' as const, country: 'CH' };
    expect(chooseProviders([GOOD], needy, TODAY).choices).toEqual([]);
    const blocked = provider(
      { blockedIn: [{ country: 'RU', source: 'paper', date: '2020' }] },
      { onion: documented('none') },
    );
    expect(
      chooseProviders([blocked], { ...EASY, isBlockedHere: true, country: 'RU' }, TODAY).choices,
    ).toEqual([]);
  });

  it('gives reasons and limits, each with its source', () => {
    const one = provider(
      { incidents: [{ kind: 'data-handed-over', year: 2021, source: 'paper', date: '2021-09' }] },
      { expiresAfterMonths: documented(6), signUpPhone: general('sometimes') },
    );
    const [choice] = chooseProviders([one], EASY, TODAY).choices;
    expect(choice?.good).toContainEqual({ code: 'locked', source: 'paper', date: '2026-03' });
    expect(choice?.good.map(({ code }) => code)).toContain('advised');
    expect(choice?.bad.slice(0, 2).map(({ code }) => code)).toEqual(['this-computer', 'who-writes-to-whom']);
    expect(choice?.bad).toContainEqual({ code: 'has-given', source: 'paper', date: '2021-09', count: 2021 });
    expect(choice?.bad).toContainEqual({ code: 'expires', source: 'paper', date: '2026-03', count: 6 });
    expect(choice?.bad).toContainEqual({ code: 'phone-maybe', source: undefined, date: undefined });
  });

  it('returns the smallest sets of needs to drop if nothing fits', () => {
    const noPhone = provider({ id: 'no-phone' }, { encryption: documented('none') });
    const encrypts = provider({ id: 'encrypts' }, { signUpPhone: documented('yes') });
    const needy: ChooserAnswers = { ...EASY, writesTo: 'group', canGivePhone: false, isBlockedHere: true };
    const { choices, prices } = chooseProviders([noPhone, encrypts], needy, TODAY);
    expect(choices).toEqual([]);
    expect(prices.map(({ without, choices: then }) => [without, ids(then)])).toEqual([
      [['group-encrypts'], ['no-phone']],
      [['no-phone'], ['encrypts']],
    ]);
  });

  it('drops as many needs as necessary', () => {
    const hard = provider({ id: 'hard' }, { encryption: documented('none'), signUpPhone: documented('yes') });
    const { prices } = chooseProviders([hard], { ...EASY, writesTo: 'group', canGivePhone: false }, TODAY);
    expect(prices.map(({ without }) => without)).toEqual([['group-encrypts', 'no-phone']]);
  });

  it('shows the conflict of the real table: anonymous, and only in cafés', () => {
    const { choices, prices } = chooseProviders(
      table,
      { ...EASY, worry: 'strong-state', onlyInCafes: true, isBlockedHere: true, canGivePhone: false },
      TODAY,
    );
    expect([...ids(choices), ...prices.flatMap(({ choices: then }) => ids(then))].length).toBeGreaterThan(0);
  });
});

const anyAnswers: fc.Arbitrary<ChooserAnswers> = fc.record({
  worry: fc.constantFrom(...WORRIES),
  writesTo: fc.constantFrom('group' as const, 'anybody' as const),
  canGivePhone: fc.boolean(),
  isBlockedHere: fc.boolean(),
  onlyInCafes: fc.boolean(),
  country: fc.constantFrom('RU', 'DE', 'US', 'CH', 'XX', undefined),
});

describe('for any answers', () => {
  it('at most two services fit, all needs are met, and there is always a result', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { needs, choices, prices } = chooseProviders(table, answers, TODAY);
        expect(choices.length).toBeLessThanOrEqual(2);
        for (const { provider: one, judgement, bad } of choices) {
          expect(['trusted', 'acceptable']).toContain(judgement.verdict);
          expect(bad.length).toBeGreaterThan(1);
          for (const need of needs) expect(fitOf(one, need, answers).fits).toBe('yes');
        }
        expect(prices.length > 0).toBe(choices.length === 0);
        for (const { without, choices: then } of prices) {
          expect(without.length).toBeGreaterThan(0);
          expect(then.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the order of the table does not matter', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        expect(chooseProviders(table.toReversed(), answers, TODAY)).toEqual(
          chooseProviders(table, answers, TODAY),
        );
      }),
      { numRuns: 20 },
    );
  });
});
