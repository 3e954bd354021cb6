/** `npm run test:unit -- [FILE] [-t NAME]`: unit tests only, in Node. */
import { runTool } from '../tools.ts';

process.exit(runTool('vitest', ['run', '--project', 'unit', ...process.argv.slice(2)]) ? 0 : 1);
