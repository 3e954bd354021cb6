import { describe, expect, it } from 'vitest';
import { librariesIn } from '#core/page/open-library.ts';
import { libraries } from '#data/libraries.ts';
import { deepScan } from '../../src/page/deep-scan.ts';

interface Frame {
  readonly asked?: readonly string[];
  readonly stored?: number | 'kept away';
  readonly images?: readonly object[];
  readonly isTop?: boolean;
  readonly cookie?: string;
  readonly scripts?: readonly { readonly src: string; readonly text: string }[];
}

const body = {};

function read({ asked = [], stored = 0, images = [], isTop = true, cookie = '', scripts = [] }: Frame) {
  const globals = {
    self: { origin: 'https://f.notes.example' },
    performance: { getEntriesByType: () => asked.map((name) => ({ name })) },
    document: { images, body, cookie, scripts },
    sessionStorage: { length: 0 },
    window: globalThis,
    top: isTop ? globalThis : {},
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => {
      if (stored === 'kept away') throw new DOMException('', 'SecurityError');
      return { length: stored };
    },
  });
  return deepScan((all) => librariesIn(libraries, all));
}

describe('storage of a frame', () => {
  it.each([
    [0, false],
    [3, true],
    ['kept away', false],
  ] as const)('%s', (stored, keepsData) => {
    expect(read({ stored })).toMatchObject({ origin: 'https://f.notes.example', keepsData });
  });
});

describe('requests to local hosts', () => {
  it.each([
    ['http://127.0.0.1:5900/a?b', 'http://127.0.0.1:5900'],
    ['https://[::1]:7072/', 'https://[::1]:7072'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://printer/', 'http://printer'],
    ['http://router.lan/x', 'http://router.lan'],
  ])('are reported by origin: %s', (name, origin) => {
    expect(read({ asked: [name] }).near).toEqual([origin]);
  });

  it.each([
    'https://site.example/?next=http://localhost:3000/',
    'https://user@site.example/',
    'https://127.0.0.1.evil.example/',
    'https://lan.example/',
    'data:text/plain,http://localhost/',
  ])('exclude %s', (name) => {
    expect(read({ asked: [name] }).near).toEqual([]);
  });

  it('are bounded, and so are their origins', () => {
    const asked = Array.from({ length: 50_000 }, (_, index) => `http://10.0.${index >> 8}.${index & 255}/`);
    const long = [`https://${'a.'.repeat(50_000)}example/`, `http://${'1'.repeat(100_000)}`];
    const { near } = read({ asked: [...long, ...asked] });
    expect(near).toHaveLength(100);
    expect(near.every((origin) => origin.length <= 300)).toBe(true);
  });
});

describe('one-pixel images', () => {
  const image = (over: object = {}) => ({
    ...{ src: 'https://o.post.example/o.gif', complete: true, naturalWidth: 1, naturalHeight: 1 },
    parentElement: {},
    ...over,
  });

  it('are reported by URL, once', () => {
    const images = [image(), image(), image({ src: 'https://s.sender.example/p' })];
    expect(read({ images }).pictures).toEqual(['https://o.post.example/o.gif', 'https://s.sender.example/p']);
  });

  it.each([
    ['can be seen', { naturalWidth: 80 }],
    ['was stopped, or did not come', { naturalWidth: 0 }],
    ['is still on its way', { complete: false }],
    ['is part of the page’s own text', { src: 'data:image/gif;base64,R0' }],
    ['hangs at the end of the page, as what counts visits does', { parentElement: body }],
    ['has an address without end', { src: `https://o.post.example/${'a'.repeat(3000)}` }],
  ])('exclude one that %s', (_, over) => {
    expect(read({ images: [image(over)] }).pictures).toEqual([]);
  });

  it('at the end of a frame belong to a letter, since many letters are in a frame', () => {
    expect(read({ images: [image({ parentElement: body })], isTop: false }).pictures).toHaveLength(1);
  });

  it('are bounded', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => image({ src: `https://s.example/${index}` }));
    expect(read({ images: many }).pictures).toHaveLength(100);
  });
});

describe('cookies readable by scripts of a frame', () => {
  it('are counted in a frame, and not in the page itself', () => {
    expect(read({ cookie: 'a=1; b=2', isTop: false }).cookies).toBe(2);
    expect(read({ isTop: false }).cookies).toBe(0);
    expect(read({ cookie: 'a=1' }).cookies).toBe(0);
  });
});

describe('open-source libraries', () => {
  const script = (src: string, text = '') => ({ src, text });

  it.each([
    ['FingerprintJS', script('https://shop.example/js/fingerprint2.min.js?v=3')],
    ['FingerprintJS', script('https://cdn.example/npm/@fingerprintjs/fingerprintjs@4.2.1/dist/fp.min.js')],
    ['FingerprintJS', script('', 'FingerprintJS.load().then((agent) => agent.get())')],
    ['ThumbmarkJS', script('https://shop.example/assets/thumbmark.umd-0.14.8.min.js')],
    ['rrweb', script('https://shop.example/vendor/rrweb-record.min.js')],
    ['rrweb', script('', 'rrweb.record({ emit: send })')],
    ['OpenReplay', script('https://cdn.example/@openreplay/tracker@9/cjs/index.js')],
  ])('are recognized by names of files and calls: %s', (name, used) => {
    expect(read({ scripts: [used] }).libraries).toEqual([name]);
  });

  it('are recognized if a script loads them', () => {
    expect(read({ asked: ['https://shop.example/evercookie.js'] }).libraries).toEqual(['evercookie']);
  });

  it.each([
    script('https://shop.example/fingerprint-scanner.js'),
    script('https://shop.example/products/fingerprintjs-book.html'),
    script('https://shop.example/imprint.js'),
    script('https://shop.example/app.js?from=fingerprint2.min.js'),
    script('https://fingerprintjs.example/app.js'),
    script('', 'const words = "about FingerprintJS";'),
    script('https://shop.example/cart.js', 'rrweb.record({})'),
  ])('exclude similar names: %s', (used) => {
    expect(read({ scripts: [used] }).libraries).toEqual([]);
  });
});
