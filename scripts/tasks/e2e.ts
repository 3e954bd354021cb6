/** `npm run test:e2e -- FILE [-t NAME]`: builds, then runs these end-to-end tests in both browsers; `-t firefox` in one. */
import { buildExtension, TARGETS } from '../build.ts';
import { runTool } from '../tools.ts';

for (const target of TARGETS) await buildExtension(target);
process.exit(runTool('vitest', ['run', '--project', 'e2e', ...process.argv.slice(2)]) ? 0 : 1);
