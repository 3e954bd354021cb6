/** `npm run fix`: formats, sorts imports, and mends what the linter can mend without changing what code does. */
import { runTool } from '../tools.ts';

process.exit(runTool('@biomejs/biome', ['check', '--write', '.']) ? 0 : 1);
