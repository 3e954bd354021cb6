import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Short to read and long to run: begun last, one of them would run alone in the end. */
const SLOW = /(interrupted|triggers|forensics)\.test\.ts$/;

class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSlow = ({ moduleId }: TestSpecification) => Number(SLOW.test(moduleId));
    return (await super.sort(files)).toSorted((one, other) => isSlow(other) - isSlow(one));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        plugins: [preact()],
        test: {
          name: 'unit',
          // Properties are tried on many values; a busy machine needs longer than the usual five seconds.
          testTimeout: 30_000,
          include: [
            'tests/{lib,core,contracts,app,browser,page,ui,checks,scripts,forensics}/**/*.test.{ts,tsx}',
          ],
        },
      },
      {
        // What the build made; it must be there.
        test: { name: 'build', include: ['tests/build/**/*.test.ts'], fileParallelism: false },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // Real browsers, mostly waiting: two files at a time, and patience for slow machines.
          pool: 'forks',
          maxWorkers: 2,
          sequence: { concurrent: false },
          maxConcurrency: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          retry: 0,
        },
      },
    ],
  },
});
