import { basename } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Seconds, once measured: begun last, one of them would run alone in the end. What is not here is shorter. */
const SECONDS: Readonly<Record<string, number>> = {
  interrupted: 259,
  triggers: 229,
  ways: 211,
  forensics: 150,
  leaving: 140,
  traces: 135,
  trip: 124,
  clock: 117,
  forms: 108,
  'killed-after': 91,
  'https-first': 86,
  'dead-ends': 86,
  hostile: 86,
  trackers: 83,
  'mail-services': 81,
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const secondsOf = ({ moduleId }: TestSpecification) => SECONDS[basename(moduleId, '.test.ts')] ?? 0;
    return (await super.sort(files)).toSorted((one, other) => secondsOf(other) - secondsOf(one));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [preact()],
        test: {
          name: 'unit',
          // Properties are tried on many values; a busy machine needs longer than the usual five seconds.
          testTimeout: 120_000,
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
          // Longer than the patience of a test for one thing: that says what did not come.
          testTimeout: 400_000,
          hookTimeout: 400_000,
          retry: 0,
        },
      },
    ],
  },
});
