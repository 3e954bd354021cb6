import { describe, expect, it } from 'vitest';
import { BUILDS, type Build, buildOf, filesIn, read, readJson } from '../checks/files.ts';

const BROWSERS = Object.keys(BUILDS) as Build[];

/**
 * Words that could incriminate a person whose screen or disk is searched. Names, files and keys must only describe a
 * tool that tidies up a shared computer.
 */
const TELLING =
  /human.?right|activis|dissident|protest|journalis|securit|\bsecure\b|privacy|spy|surveil|police|prison|censor|defend|encrypt|anonym|\bvpn\b|\btor\b/i;

/** Content hashes in file names may contain such a word by chance. */
const isChance = (path: string) => path.replace(/-[\w-]{8}(?=\.(js|css)$)/, '');

describe.each(BROWSERS)('the build for %s', (browser) => {
  const folder = () => buildOf(browser);
  const manifest = () => readJson<Record<string, unknown>>(`${folder()}/manifest.json`);

  it('has no incriminating word in its file names', () => {
    const names = filesIn(folder()).map((path) => isChance(path.slice(folder().length)));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => TELLING.test(name))).toEqual([]);
  });

  it('has no incriminating word in its store texts', () => {
    const { name, short_name, description, action, commands } = manifest();
    expect(JSON.stringify([name, short_name, description, action, commands])).not.toMatch(TELLING);
    const catalogues = filesIn(`${folder()}/_locales`, /\.json$/);
    expect(catalogues.length).toBeGreaterThan(0);
    expect(catalogues.filter((path) => TELLING.test(read(path)))).toEqual([]);
  });

  it('has no incriminating word in the classes of its pages', () => {
    const classes = filesIn(folder(), /\.css$/).flatMap((path) =>
      [...read(path).matchAll(/\.(-?[_a-z][\w-]*)/gi)].map(([, name = '']) => name),
    );
    expect(classes.length).toBeGreaterThan(0);
    expect(classes.filter((name) => TELLING.test(name))).toEqual([]);
  });

  it('has no web-accessible resources, and one content script', async () => {
    const { CONTENT_SCRIPT } = await import('../../src/manifest.ts');
    expect(manifest()).not.toHaveProperty('web_accessible_resources');
    expect(manifest().content_scripts).toEqual([CONTENT_SCRIPT]);
  });

  it('requests exactly the permissions of the source', async () => {
    const { manifestFor } = await import('../../src/manifest.ts');
    const { permissions, host_permissions } = manifestFor(browser);
    expect(manifest().permissions).toEqual(permissions);
    expect(manifest().host_permissions).toEqual(host_permissions);
    expect(manifest().manifest_version).toBe(3);
  });

  it('has pages without external resources and inline scripts', () => {
    for (const path of filesIn(folder(), /\.html$/)) {
      expect(read(path), path).not.toMatch(/(src|href)=["']?(https?:)?\/\//);
      expect(read(path), path).not.toMatch(/<script(?![^>]*\bsrc=)/);
    }
  });

  it('contains no source map and no path of the build machine', () => {
    expect(filesIn(folder(), /\.map$/)).toEqual([]);
    // Filter rules contain paths of sites, such as `/home/`.
    const written = filesIn(folder(), /\.(js|json|html|css)$/).filter(
      (path) => !/\/requests\.json$/.test(path),
    );
    const paths = written.filter((path) => /\/(home|Users|work|root)\//.test(read(path)));
    expect(paths).toEqual([]);
  });
});

describe('keys of session storage', () => {
  it('contain no incriminating word', () => {
    const keys = [...read('src/app/memory.ts').matchAll(/['`]([a-z][a-z-]*)(?:\$\{\w+\})?['`]/g)].map(
      ([, key = '']) => key,
    );
    expect(keys).toContain('session');
    expect(keys.filter((key) => TELLING.test(key))).toEqual([]);
  });
});

describe('the incriminating words', () => {
  it.each([['human-rights.js'], ['Security tool'], ['ActivistHelp'], ['spy']])(
    'would be seen in %s',
    (text) => {
      expect(text).toMatch(TELLING);
    },
  );

  it.each([['popup.html'], ['stop.js'], ['table-l1.png'], ['insecure-page'], ['storage']])(
    'are not in %s',
    (text) => {
      expect(text).not.toMatch(TELLING);
    },
  );
});
