import { describe, expect, it } from 'vitest';
import { STEP_STATUSES, type StepOutcome, writeReceipt } from '#core/tidy/receipt.ts';

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
      outcomes,
    });
  });
});
