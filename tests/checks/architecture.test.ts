import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, read, readJson, withoutComments } from './files.ts';

/** `value`: may be used at run time. `type`: only its types, which leave nothing in the bundle. */
interface Layer {
  readonly value: readonly string[];
  readonly type: readonly string[];
  readonly packages: readonly string[];
}

/** Who may import whom; docs/architecture.md draws the same. Each layer may import itself. */
const LAYERS: Readonly<Record<string, Layer>> = {
  // Nothing of the product.
  lib: { value: [], type: [], packages: [] },
  core: { value: ['lib'], type: [], packages: ['punycode/punycode.es6.js', 'tldts'] },
  contracts: { value: ['core', 'lib'], type: [], packages: ['zod/mini'] },
  app: { value: ['core', 'lib'], type: ['contracts'], packages: [] },
  // `page`: the one function that the browser itself is handed; `locales`: the words on the button.
  browser: {
    value: ['contracts', 'core', 'lib', 'locales', 'page'],
    type: ['app'],
    packages: ['webextension-polyfill'],
  },
  page: { value: [], type: ['contracts', 'core'], packages: [] },
  data: { value: [], type: ['core'], packages: [] },
  locales: { value: [], type: [], packages: [] },
  ui: {
    value: ['core', 'lib', 'locales'],
    type: ['contracts'],
    packages: ['i18next', 'preact', 'preact/hooks'],
  },
  entrypoints: {
    value: ['app', 'browser', 'contracts', 'core', 'data', 'lib', 'page', 'ui'],
    type: [],
    packages: [
      'webextension-polyfill',
      'wxt/utils/define-background',
      'wxt/utils/define-content-script',
      'wxt/utils/define-unlisted-script',
    ],
  },
};

interface Import {
  readonly from: string;
  readonly isType: boolean;
}

const IMPORT =
  /(?:^|[\n;}])\s*(import|export)\s+(type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g;

function importsOf(path: string): readonly Import[] {
  const found = withoutComments(read(path)).matchAll(IMPORT);
  return [...found].map(([, , type, named, lazy]) => ({
    from: named ?? lazy ?? '',
    isType: type !== undefined,
  }));
}

/** Layers that package.json gives a name of the form `#layer/…`. */
const HAS_NAME = new Set(
  Object.keys(readJson<{ imports: object }>('package.json').imports).map((name) => name.slice(1, -2)),
);

const layerOf = (path: string) => (path.startsWith('src/') ? path.split('/')[1] : path.split('/')[0]) ?? '';

/** Why this import is not allowed, in a sentence that says what to do; `undefined` when it is. */
function complaint(path: string, { from, isType }: Import): string | undefined {
  const layer = layerOf(path);
  const rules = LAYERS[layer];
  if (!rules)
    return `${path}: "${layer}" is no layer; put the file into one, or add the layer here and to docs/architecture.md`;
  if (from.startsWith('.')) {
    const target = posix.join(posix.dirname(path), from);
    if (layerOf(target) === layer) return undefined;
    if (!HAS_NAME.has(layerOf(target))) return direction(path, layerOf(target), isType);
    return `${path} imports ${from}: write "#${layerOf(target)}/…", so that the layer can be seen`;
  }
  if (!from.startsWith('#')) {
    if (rules.packages.includes(from)) return undefined;
    return `${path} imports the package ${from}: ${layer} may use ${rules.packages.join(', ') || 'none'}`;
  }
  const target = from.slice(1).split('/')[0] ?? '';
  if (target === layer) return `${path} imports ${from} from its own layer: write a relative path`;
  return direction(path, target, isType);
}

function direction(path: string, target: string, isType: boolean): string | undefined {
  const layer = layerOf(path);
  const { value = [], type = [] } = LAYERS[layer] ?? {};
  if (value.includes(target) || (isType && type.includes(target))) return undefined;
  if (type.includes(target)) {
    return `${path} uses ${target} at run time: ${layer} may only "import type" from it; hand the value in from entrypoints`;
  }
  return `${path} imports from ${target}: ${layer} may not know it; turn the dependency round or hand it in from entrypoints`;
}

const sources = [...filesIn('src', /\.tsx?$/), ...filesIn('entrypoints', /\.tsx?$/)].filter(
  // The manifest is read by the build alone.
  (path) => path !== 'src/manifest.ts',
);

const resolved = (path: string, { from }: Import): string | undefined => {
  if (from.startsWith('#')) return `src/${from.slice(1)}`;
  return from.startsWith('.') ? posix.join(posix.dirname(path), from) : undefined;
};

/** Every file that can be reached from itself by its imports, types too; in words that name the way. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  function walk(path: string, above: readonly string[]): void {
    const start = above.indexOf(path);
    if (start >= 0) found.push([...above.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const target of imports.get(path) ?? []) walk(target, [...above, path]);
    done.add(path);
  }
  for (const path of imports.keys()) walk(path, []);
  return found;
}

describe('the layers', () => {
  it('reads imports of every form', () => {
    const forms = importsOf('entrypoints/popup/main.tsx').map(({ from }) => from);
    expect(forms).toEqual(expect.arrayContaining(['#ui/popup/controller.tsx', '#data/trackers.ts']));
  });

  it.each([
    ['src/core/x.ts', '#ui/x.ts', false],
    ['src/lib/x.ts', '#core/x.ts', true],
    ['src/core/x.ts', 'webextension-polyfill', false],
    ['src/app/x.ts', '#contracts/messages.ts', false],
    ['src/app/x.ts', '../browser/tabs.ts', false],
    ['src/ui/x.tsx', '#browser/tabs.ts', true],
    ['src/page/x.ts', '#core/address.ts', false],
    ['src/strange/x.ts', '#core/address.ts', false],
  ])('would see that %s may not import %s', (path, from, isType) => {
    expect(complaint(path, { from, isType })).toBeDefined();
  });

  it.each(Object.keys(LAYERS))('%s imports only what it may', (layer) => {
    const complaints = sources
      .filter((path) => layerOf(path) === layer)
      .flatMap((path) => importsOf(path).map((entry) => complaint(path, entry)))
      .filter((sentence) => sentence !== undefined);
    expect(complaints).toEqual([]);
  });

  it('has every source file in a layer', () => {
    expect(sources.filter((path) => !Object.hasOwn(LAYERS, layerOf(path)))).toEqual([]);
  });

  it('gives the core no browser to see: tsconfig.core.json compiles it without one', () => {
    const config = JSON.parse(read('tsconfig.core.json'));
    expect(config.compilerOptions).toMatchObject({ lib: ['ES2023'], types: [] });
    expect(config.include).toContain('src/core');
  });

  it('lets only the adapters and the script inside pages talk to the browser', () => {
    const talks = sources
      .filter((path) => !['browser', 'page', 'entrypoints'].includes(layerOf(path)))
      .filter((path) =>
        /\b(browser|chrome)\.(runtime|tabs|storage|windows|scripting|browsingData)\b/.test(
          withoutComments(read(path)),
        ),
      );
    expect(talks).toEqual([]);
  });

  it('have no import circles, types included', () => {
    const tests = filesIn('tests', /\.tsx?$/);
    const scripts = filesIn('scripts', /\.ts$/);
    const imports = new Map(
      [...sources, ...tests, ...scripts].map((path) => [
        path,
        importsOf(path).flatMap((entry) => resolved(path, entry) ?? []),
      ]),
    );
    expect(circlesIn(imports)).toEqual([]);
  });

  it('would see a circle', () => {
    const imports = new Map([
      ['a.ts', ['b.ts', 'd.ts']],
      ['b.ts', ['c.ts']],
      ['c.ts', ['a.ts']],
      ['d.ts', ['c.ts']],
    ]);
    expect(circlesIn(imports)).toEqual(['a.ts → b.ts → c.ts → a.ts']);
  });

  it('keep the tasks above the tests', () => {
    const upwards = filesIn('tests', /\.tsx?$/).filter((path) =>
      importsOf(path).some((entry) => resolved(path, entry)?.startsWith('scripts/tasks/')),
    );
    expect(upwards).toEqual([]);
  });
});
