import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildExtension, TARGETS } from './build.ts';
import { ROOT, readJson } from './tools.ts';
import { zipFolder } from './zip-folder.ts';

/**
 * Builds both extensions and packs each for its store; removes older packages.
 *
 * @returns paths of the packages
 */
export async function makePackages(): Promise<readonly string[]> {
  const output = join(ROOT, '.output');
  const { name, version } = readJson<{ name: string; version: string }>('package.json');
  const paths: string[] = [];
  for (const target of TARGETS) {
    await buildExtension(target);
    paths.push(join(output, `${name}-${version}-${target}.zip`));
  }
  for (const file of readdirSync(output)) {
    if (file.endsWith('.zip')) rmSync(join(output, file));
  }
  TARGETS.forEach((target, index) => {
    zipFolder(join(output, `${target}-mv3`), paths[index] ?? '');
  });
  return paths;
}
