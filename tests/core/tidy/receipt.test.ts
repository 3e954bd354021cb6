import { describe, expect, it } from 'vitest';
import { outcomeOf, STEP_STATUSES, type StepOutcome, seenLeft, writeReceipt } from '#core/tidy/receipt.ts';

const outcome = (status: StepOutcome['status']): StepOutcome => ({ id: 'cookies', method: 'since', status });

describe('writeReceipt', () => {
  it.each(['done', 'unverified', 'cannot'] as const)('is complete with a step that is %s', (status) => {
    expect(writeReceipt('sitting', [outcome('done'), outcome(status)], false).isComplete).toBe(true);
  });

  it.each(['left', 'failed'] as const)('is not complete with one step that is %s', (status) => {
    expect(
      writeReceipt('sitting', [outcome('done'), outcome(status), outcome('done')], false).isComplete,
    ).toBe(false);
  });

  it('has tried every status there is', () => {
    expect(new Set(STEP_STATUSES)).toEqual(new Set(['done', 'unverified', 'cannot', 'left', 'failed']));
  });

  it('tells the scope, the steps in order and that it was cut short', () => {
    const outcomes: StepOutcome[] = [
      { id: 'tabs', method: 'since', status: 'done' },
      { id: 'cookies', method: 'since', status: 'left', left: 2 },
    ];
    expect(writeReceipt('everything', outcomes, true)).toEqual({
      scope: 'everything',
      isComplete: false,
      wasInterrupted: true,
      hasTrueDates: true,
      late: 0,
      outcomes,
    });
  });
});

describe('what two looks see', () => {
  it.each([
    [[0, 0], 0],
    [[0, 3], 3],
    [[2, 0], 2],
    [[2, undefined], 2],
    [[0, undefined], undefined],
    [[undefined, 0], undefined],
    [[undefined, undefined], undefined],
  ])('%j is %s left', (counts, left) => {
    expect(seenLeft(counts)).toBe(left);
  });
});

describe('what came of a step', () => {
  const step = { id: 'files', method: 'since' } as const;

  it('is gone where a page closed a moment after it was named', () => {
    expect(outcomeOf({ ...step, id: 'tabs' }, 0, ['A page']).status).toBe('done');
  });

  it('is gone only where it was seen to be', () => {
    expect(outcomeOf(step, 0).status).toBe('done');
    expect(outcomeOf(step, undefined).status).toBe('unverified');
    expect(outcomeOf(step, 2)).toEqual({ ...step, status: 'left', left: 2 });
  });

  it('is the person’s to finish where something was not found in its place', () => {
    expect(outcomeOf(step, 0, ['a.pdf'])).toEqual({ ...step, status: 'cannot', names: ['a.pdf'] });
    expect(outcomeOf(step, 1, ['a.pdf'])).toEqual({ ...step, status: 'left', left: 1, names: ['a.pdf'] });
  });
});
