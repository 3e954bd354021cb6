/** `npm run fix`: formats, sorts imports, and applies the linter's safe fixes. */
import { runTool } from '../tools.ts';

process.exit(runTool('@biomejs/biome', ['check', '--write', '.']) ? 0 : 1);
