/** `npm test`: everything, fastest checks first, with both real browsers at the end. */
import { findBrowser } from '../browsers.ts';
import { buildExtension } from '../build.ts';
import { runTests, runTestsTwiceAtMost, staticChecks, unitTests } from '../checks.ts';
import { runSections } from '../sections.ts';

const startedAtMs = performance.now();
const { passed, failed } = await runSections([
  {
    title: 'Browsers',
    run: () => {
      console.log(`   ${findBrowser('chromium')}\n   ${findBrowser('firefox')}`);
      return true;
    },
  },
  ...staticChecks,
  unitTests,
  { title: 'Build for Chromium', run: () => buildExtension('chrome').then(() => true) },
  { title: 'Build for Firefox', run: () => buildExtension('firefox').then(() => true) },
  { title: 'The built extension: store lint, sizes, packages', run: () => runTests('build') },
  { title: 'In Chromium and Firefox, end to end', run: () => runTestsTwiceAtMost('e2e') },
]);
console.log(`\nTook ${((performance.now() - startedAtMs) / 60_000).toFixed(1)} minutes.`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
