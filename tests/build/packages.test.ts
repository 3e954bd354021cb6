import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makePackages } from '../../scripts/packages.ts';
import { askTool, ROOT } from '../../scripts/tools.ts';

it('are reproducible', { timeout: 120_000 }, async () => {
  const paths = await makePackages();
  const first = paths.map((path) => readFileSync(path));
  expect(await makePackages()).toEqual(paths);
  paths.forEach((path, index) => {
    expect(readFileSync(path).equals(first[index] ?? Buffer.alloc(0)), path).toBe(true);
  });
  const packages = readdirSync(join(ROOT, '.output')).filter((name) => name.endsWith('.zip'));
  expect(packages).toHaveLength(paths.length);
});

it('can be read by other programs', { timeout: 120_000 }, async () => {
  const [, firefox] = await makePackages();
  const { output } = await askTool('web-ext', ['lint', '--source-dir', firefox ?? '', '--output', 'json']);
  expect(JSON.parse(output).errors).toEqual([]);
});
