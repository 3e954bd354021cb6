import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readJson } from './tools.ts';

/** Licence of the data in `unhomoglyph`; the package contains only its own. */
const UNICODE_LICENCE = join(ROOT, 'scripts', 'unicode-licence.txt');

/** Licence of `src/data/reported-broken.json`. */
const APACHE_LICENCE = join(ROOT, 'scripts', 'apache-licence.txt');

/** Packages included in the build without being run-time dependencies, or only transitively. */
const ALSO_INSIDE = ['@adguard/dnr-rulesets', 'third-party-web', 'tldts-core', 'unhomoglyph', 'wxt'] as const;

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Texts of all licences that require to be distributed with the package. */
export function licences(): string {
  const { dependencies } = readJson<{ dependencies: Record<string, string> }>('package.json');
  const parts = [...Object.keys(dependencies), ...ALSO_INSIDE].toSorted().map((name) => {
    const { version, license } = readJson<Package>(`node_modules/${name}/package.json`);
    return `${name} ${version} (${license})\n\n${licenceText(name)}`;
  });
  const unicode = `confusables of Unicode 13.0.0 (Unicode-3.0)\n\n${readFileSync(UNICODE_LICENCE, 'utf8').trim()}`;
  const reports = ['reported-broken', 'owners'].map((name) => {
    const { title, source, license } = readJson<{ title: string; source: string; license: string }>(
      `src/data/${name}.json`,
    );
    return `${title} (${license})\n\n${source}`;
  });
  const apache = readFileSync(APACHE_LICENCE, 'utf8').trim();
  const own = `Clean Table (GPL-3.0-only)\n\n${readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim()}`;
  return `${[...parts, unicode, ...reports, apache, own].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function licenceText(name: string): string {
  const folder = join(ROOT, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(-mit)?(\.\w+)?$/i.test(entry));
  if (!file) throw new Error(`${name} comes without the text of its licence: find it and keep it here`);
  return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}
