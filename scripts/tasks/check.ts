/** `npm run check`: lint, types and unit tests; no browser, no build. */
import { staticChecks, unitTests } from '../checks.ts';
import { runSections } from '../sections.ts';

const { passed, failed } = await runSections([...staticChecks, unitTests]);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
