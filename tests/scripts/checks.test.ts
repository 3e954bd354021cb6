import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { countOf, type Run, type TestFile, twiceAtMost } from '../../scripts/checks.ts';

const file = (name: string, ...results: readonly string[]): TestFile => ({
  name,
  status: results.includes('failed') ? 'failed' : 'passed',
  assertionResults: results.map((status, index) => ({ status, fullName: `${name} ${index}` })),
});

const runOf = (...files: readonly TestFile[]): Run => ({
  isFine: files.every(({ status }) => status === 'passed'),
  files,
});

describe('test files that drive browsers', () => {
  const print = vi.spyOn(console, 'log');
  beforeEach(() => print.mockReset().mockImplementation(() => undefined));
  afterAll(() => print.mockRestore());

  const said = () => print.mock.calls.flat().join('\n');

  it('run once if nothing fails', () => {
    const run = vi.fn(() => runOf(file('a', 'passed', 'passed'), file('b', 'passed', 'skipped')));
    expect(countOf(twiceAtMost(run))).toEqual({ passed: 3, failed: 0 });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('that failed are retried alone, and passing ones are reported', () => {
    const run = vi
      .fn<(files: readonly string[]) => Run>()
      .mockReturnValueOnce(runOf(file('a', 'passed', 'failed'), file('b', 'passed')))
      .mockReturnValueOnce(runOf(file('a', 'passed', 'passed')));
    expect(countOf(twiceAtMost(run))).toEqual({ passed: 3, failed: 0 });
    expect(run.mock.calls).toEqual([[[]], [['a']]]);
    expect(said()).toContain('UNSTEADY, passed at the second try: a 1');
  });

  it('that fail again have failed', () => {
    const run = vi.fn(() => runOf(file('a', 'passed', 'failed')));
    expect(countOf(twiceAtMost(run))).toEqual({ passed: 1, failed: 1 });
    expect(run).toHaveBeenCalledTimes(2);
    expect(said()).not.toContain('UNSTEADY');
  });

  it('are not retried if many fail', () => {
    const run = vi.fn(() => runOf(...['a', 'b', 'c', 'd'].map((name) => file(name, 'failed'))));
    expect(countOf(twiceAtMost(run))).toEqual({ passed: 0, failed: 4 });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['that cannot be loaded', { isFine: false, files: [{ ...file('a'), status: 'failed' as const }] }],
    ['of which no report came', { isFine: false, files: [] }],
  ])('%s have failed', (_, result) => {
    expect(countOf(twiceAtMost(() => result))).toEqual({ passed: 0, failed: 1 });
  });
});
