import { describe, expect, it } from 'vitest';
import { BUILDS, type Build, buildOf, filesIn, read, readJson } from '../checks/files.ts';

const BROWSERS = Object.keys(BUILDS) as Build[];

/**
 * Words that would mark a person whose screen or disk is looked at. What we are is a tool that tidies
 * a shared computer, and that is all that names, files and keys may say.
 */
const TELLING =
  /human.?right|activis|dissident|protest|journalis|securit|\bsecure\b|privacy|spy|surveil|police|prison|censor|defend|encrypt|anonym|\bvpn\b|\btor\b/i;

/** A heading of a file that the build names by its content may hold these by chance. */
const isChance = (path: string) => path.replace(/-[\w-]{8}(?=\.(js|css)$)/, '');

describe.each(BROWSERS)('the build for %s', (browser) => {
  const folder = () => buildOf(browser);
  const manifest = () => readJson<Record<string, unknown>>(`${folder()}/manifest.json`);

  it('has no telling word in its files’ names', () => {
    const names = filesIn(folder()).map((path) => isChance(path.slice(folder().length)));
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => TELLING.test(name))).toEqual([]);
  });

  it('has no telling word in what the browser shows of it', () => {
    const { name, short_name, description, action, commands } = manifest();
    expect(JSON.stringify([name, short_name, description, action, commands])).not.toMatch(TELLING);
    const catalogues = filesIn(`${folder()}/_locales`, /\.json$/);
    expect(catalogues.length).toBeGreaterThan(0);
    expect(catalogues.filter((path) => TELLING.test(read(path)))).toEqual([]);
  });

  it('has no telling word in the classes of its pages', () => {
    const classes = filesIn(folder(), /\.css$/).flatMap((path) =>
      [...read(path).matchAll(/\.(-?[_a-z][\w-]*)/gi)].map(([, name = '']) => name),
    );
    expect(classes.length).toBeGreaterThan(0);
    expect(classes.filter((name) => TELLING.test(name))).toEqual([]);
  });

  it('gives pages no resource to find it by and puts nothing into them by itself', () => {
    expect(manifest()).not.toHaveProperty('web_accessible_resources');
    expect(manifest()).not.toHaveProperty('content_scripts');
  });

  it('asks for what the source says and no more', async () => {
    const { manifestFor } = await import('../../src/manifest.ts');
    const { permissions, host_permissions } = manifestFor(browser);
    expect(manifest().permissions).toEqual(permissions);
    expect(manifest().host_permissions).toEqual(host_permissions);
    expect(manifest().manifest_version).toBe(3);
  });

  it('has pages that load nothing from elsewhere and hold no script of their own', () => {
    for (const path of filesIn(folder(), /\.html$/)) {
      expect(read(path), path).not.toMatch(/(src|href)=["']?(https?:)?\/\//);
      expect(read(path), path).not.toMatch(/<script(?![^>]*\bsrc=)/);
    }
  });

  it('carries no map of its source and no path of the machine that built it', () => {
    expect(filesIn(folder(), /\.map$/)).toEqual([]);
    // Filters speak of paths of sites, `/home/` among them, and are compiled from what npm carries.
    const written = filesIn(folder(), /\.(js|json|html|css)$/).filter(
      (path) => !/\/requests\.json$/.test(path),
    );
    const paths = written.filter((path) => /\/(home|Users|work|root)\//.test(read(path)));
    expect(paths).toEqual([]);
  });
});

describe('what is written to the browser’s memory', () => {
  it('has no telling word in its keys', () => {
    const keys = [...read('src/browser/memory.ts').matchAll(/['`]([a-z][a-z-]*)(?:\$\{\w+\})?['`]/g)].map(
      ([, key = '']) => key,
    );
    expect(keys).toContain('session');
    expect(keys.filter((key) => TELLING.test(key))).toEqual([]);
  });
});

describe('the words looked for', () => {
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
