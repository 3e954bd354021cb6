/** `npm run zip`: reproducible packages for the stores. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { makePackages } from '../packages.ts';
import { ROOT } from '../tools.ts';

for (const path of await makePackages()) {
  const content = readFileSync(path);
  const hash = createHash('sha256').update(content).digest('hex');
  console.log(`${relative(ROOT, path)}  ${(content.length / 1000).toFixed(0)} kB  sha256 ${hash}`);
}
