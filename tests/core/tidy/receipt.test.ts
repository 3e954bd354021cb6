import { describe, expect, it } from 'vitest';
import { outcomeOf, STEP_STATUSES, type StepOutcome, seenLeft, writeReceipt } from '#core/tidy/receipt.ts';

const outcome = (status: StepOutcome['status']): StepOutcome => ({ id: 'cookies', method: 'since', status });

describe('writeReceipt', () => {
  it.each(['done', 'unverified', 'cannot'] as const)('is complete with a step that is %s', (status) => {
    expect(writeReceipt('sitting', [outcome('done'), outcome(status)], false).isComplete).toBe(true);
  });

  it.each(['left', 'failed'] as const)('is incomplete with one step that is %s', (status) => {
    expect(
      writeReceipt('sitting', [outcome('done'), outcome(status), outcome('done')], false).isComplete,
    ).toBe(false);
  });

  it('is tested with every status', () => {
    expect(new Set(STEP_STATUSES)).toEqual(new Set(['done', 'unverified', 'cannot', 'left', 'failed']));
  });

  it('has the scope, the steps in order, and whether it was interrupted', () => {
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

describe('two counts', () => {
  it.each([
    [[0, 0], 0],
    [[0, 3], 3],
    [[2, 0], 2],
    [[2, undefined], 2],
    [[0, undefined], undefined],
    [[undefined, 0], undefined],
    [[undefined, undefined], undefined],
  ])('%j are %s left', (counts, left) => {
    expect(seenLeft(counts)).toBe(left);
  });
});

describe('the outcome of a step', () => {
  const step = { id: 'files', method: 'since' } as const;

  it('is done if a page closed late', () => {
    expect(outcomeOf({ ...step, id: 'tabs' }, 0, ['A page']).status).toBe('done');
  });

  it('is done only if it was counted', () => {
    expect(outcomeOf(step, 0).status).toBe('done');
    expect(outcomeOf(step, undefined).status).toBe('unverified');
    expect(outcomeOf(step, 2)).toEqual({ ...step, status: 'left', left: 2 });
  });

  it('is manual if a file was not found in its place', () => {
    expect(outcomeOf(step, 0, ['a.pdf'])).toEqual({ ...step, status: 'cannot', names: ['a.pdf'] });
    expect(outcomeOf(step, 1, ['a.pdf'])).toEqual({ ...step, status: 'left', left: 1, names: ['a.pdf'] });
  });
});
