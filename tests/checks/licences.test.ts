import { expect, it } from 'vitest';
import { licences } from '../../scripts/licences.ts';
import { read, readJson } from './files.ts';

/** Licences compatible with GPL-3.0-only. */
const FITTING = /^(MIT|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|MPL-2\.0|CC0-1\.0|Unlicense)$/;

it('includes the licence of every library in the package, and our own', () => {
  const text = licences();
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>('package.json');
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version} (`);
  expect(text).toContain('third-party-web');
  expect(text).toContain('Copyright (c) 2019 Patrick Hulce');
  expect(text).toContain('Apache-2.0, Copyright 2010 Duck Duck Go, Inc.');
  expect(text).toContain(read('scripts/apache-licence.txt').trim());
  expect(text).toContain(read('LICENSE').trim());
});

it('includes no library with an incompatible licence', () => {
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>('package.json');
  const unfitting = Object.keys(dependencies)
    .map((name) => readJson<{ name: string; license: string }>(`node_modules/${name}/package.json`))
    .filter(({ license }) => !FITTING.test(license));
  expect(unfitting.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

it('pins every package to one version', () => {
  const { dependencies, devDependencies } = readJson<Record<string, Record<string, string>>>('package.json');
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});
