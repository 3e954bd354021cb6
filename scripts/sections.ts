/** Runs the sections of a task in order, reports their duration, and stops at the first failure. */

export interface Section {
  readonly title: string;
  /** `false` or an error is a failure. A count is a number of tests. */
  readonly run: () => Promise<Outcome> | Outcome;
}

export interface TestCount {
  readonly passed: number;
  readonly failed: number;
}

type Outcome = boolean | undefined | TestCount;

/** @returns the sum of all tests; a failed section without tests counts as one failed test */
export async function runSections(sections: readonly Section[]): Promise<TestCount> {
  let passed = 0;
  let failed = 0;
  for (const [index, { title, run }] of sections.entries()) {
    console.log(`\n── ${index + 1}/${sections.length}  ${title}`);
    const startedAtMs = performance.now();
    let outcome: Outcome;
    try {
      outcome = await run();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      outcome = false;
    }
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    const count = typeof outcome === 'object' ? outcome : { passed: 0, failed: outcome === false ? 1 : 0 };
    passed += count.passed;
    failed += count.failed;
    const word = count.failed > 0 ? 'failed' : 'fine';
    const tests =
      count.passed + count.failed > 1 ? `, ${count.passed} of ${count.passed + count.failed} tests` : '';
    console.log(`   ${word}${tests} (${seconds} s)`);
    if (count.failed > 0) {
      console.log(`\nStopped at “${title}”. What comes after it was not run.`);
      break;
    }
  }
  return { passed, failed };
}
