import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originOf, parseAddress } from '#core/network/address.ts';

describe('parseAddress', () => {
  it.each([
    ['an empty text', ''],
    ['words', 'not an address'],
    ['a page of the browser', 'about:blank'],
    ['a page of Chromium', 'chrome://settings/'],
    ['a page of ours', 'chrome-extension://abcdefghijklmnop/popup.html'],
    ['a file', 'file:///home/someone/page.html'],
    ['FTP', 'ftp://files.example/'],
    ['data', 'data:text/html,<form>'],
    ['a script', 'javascript:alert(1)'],
    ['a blob of a web page', 'blob:https://site.example/0b5e1c9e'],
    ['a view of the source', 'view-source:https://site.example/'],
    ['a web socket', 'wss://site.example/'],
    ['no host', 'https://'],
    ['a host of dots', 'http://./'],
    ['a host of several dots', 'http://.../'],
    ['an address with five parts', 'http://1.2.3.4.5/'],
    ['a name written backwards by a control character', 'https://\u202Eelpmaxe.live/'],
    ['a name no one can ask for', `https://${'a.'.repeat(126)}example/`],
  ])('returns nothing for %s', (_, url) => {
    expect(parseAddress(url)).toBeUndefined();
  });

  it.each([
    ['an HTTPS page', 'https://mail.site.example/in?box=1#top', 'https', 'mail.site.example', 'site.example'],
    ['a page without protection', 'http://site.example/', 'http', 'site.example', 'site.example'],
    ['capitals', 'HTTPS://SITE.Example/', 'https', 'site.example', 'site.example'],
    ['a port', 'https://site.example:8443/', 'https', 'site.example', 'site.example'],
    ['a dot at the end', 'https://site.example./', 'https', 'site.example', 'site.example'],
    ['dots at the end', 'https://site.example../', 'https', 'site.example', 'site.example'],
    [
      'a name and a password in front',
      'https://bank.example:pw@liar.example/',
      'https',
      'liar.example',
      'liar.example',
    ],
    [
      'a backslash that ends the host',
      'https://liar.example\\@bank.example/',
      'https',
      'liar.example',
      'liar.example',
    ],
    ['a suffix of two parts', 'https://a.b.site.co.uk/', 'https', 'a.b.site.co.uk', 'site.co.uk'],
    ['a suffix that strangers share', 'https://one.github.io/', 'https', 'one.github.io', 'one.github.io'],
    ['a bare suffix', 'https://co.uk/', 'https', 'co.uk', 'co.uk'],
    ['another script', 'https://почта.рф/', 'https', 'xn--80a1acny.xn--p1ai', 'xn--80a1acny.xn--p1ai'],
    [
      'a letter that looks alike',
      'https://аpple.example/',
      'https',
      'xn--pple-43d.example',
      'xn--pple-43d.example',
    ],
    ['an escaped dot', 'https://a%2Esite.example/', 'https', 'a.site.example', 'site.example'],
    ['a full-width dot', 'https://a。site.example/', 'https', 'a.site.example', 'site.example'],
    ['an underscore', 'https://my_host.site.example/', 'https', 'my_host.site.example', 'site.example'],
    ['an empty label', 'https://a..site.example/', 'https', 'a..site.example', 'a..site.example'],
    ['an address of the internet', 'http://203.0.113.9/', 'http', '203.0.113.9', '203.0.113.9'],
    ['a single label', 'http://router/', 'http', 'router', 'router'],
  ])('parses %s', (_, url, scheme, host, site) => {
    expect(parseAddress(url)).toMatchObject({ scheme, host, site });
  });

  it('accepts the longest valid host name', () => {
    const host = `${'a.'.repeat(123)}example`;
    expect(host).toHaveLength(253);
    expect(parseAddress(`https://${host}/`)?.host).toBe(host);
  });

  it('parses only the first 8192 characters', () => {
    expect(parseAddress(`https://site.example/${'a'.repeat(1_000_000)}`)?.host).toBe('site.example');
    expect(parseAddress(`https://${'a'.repeat(9000)}@site.example/`)).toBeUndefined();
  });

  it.each([
    ['http://localhost/'],
    ['http://localhost./'],
    ['http://app.localhost/'],
    ['http://127.0.0.1:8080/'],
    ['http://127.255.0.9/'],
    ['http://127.1/'],
    ['http://2130706433/'],
    ['http://0x7f.0.0.1/'],
    ['http://0177.0.0.1/'],
    ['http://127.0.0.1./'],
    ['http://[::1]/'],
    ['http://[0:0:0:0:0:0:0:1]/'],
    ['http://[::ffff:127.0.0.1]/'],
  ])('recognizes loopback: %s', (url) => {
    expect(parseAddress(url)?.network).toBe('loopback');
  });

  it.each([
    ['http://10.0.0.1/'],
    ['http://172.16.0.1/'],
    ['http://172.31.255.255/'],
    ['http://192.168.1.1/'],
    ['http://169.254.1.1/'],
    ['http://100.64.0.1/'],
    ['http://100.127.255.255/'],
    ['http://0.0.0.0/'],
    ['http://3232235777/'],
    ['http://[fd00::1]/'],
    ['http://[fc00::1]/'],
    ['http://[fe80::1]/'],
    ['http://[::]/'],
    ['http://[::ffff:192.168.1.1]/'],
    ['http://[::ffff:10.1.2.3]/'],
    ['http://router/'],
    ['http://router.lan/'],
    ['http://printer.local/'],
    ['http://gate.home.arpa/'],
    ['http://wifi.internal/'],
  ])('recognizes private networks: %s', (url) => {
    expect(parseAddress(url)?.network).toBe('private');
  });

  it.each([
    ['http://127.0.0.1.evil.example/'],
    ['http://192.168.1.1.evil.example/'],
    ['http://localhost.evil.example/'],
    ['http://notlocalhost.example/'],
    ['http://site.notlocalhost/'],
    ['http://site.notlocal/'],
    ['http://site.wlan/'],
    ['http://local.example/'],
    ['http://mylocal.host.example/'],
    ['http://10.evil.example/'],
    ['http://11.0.0.1/'],
    ['http://126.255.255.255/'],
    ['http://128.0.0.1/'],
    ['http://172.15.0.1/'],
    ['http://172.32.0.1/'],
    ['http://192.169.0.1/'],
    ['http://100.63.0.1/'],
    ['http://100.128.0.1/'],
    ['http://1.0.0.127/'],
    ['http://[2001:db8::1]/'],
    ['http://[::2]/'],
    ['http://[::ffff:203.0.113.9]/'],
    ['http://[fe00::1]/'],
    ['http://fd00.example/'],
    ['http://site.example/'],
  ])('does not mistake %s for a local address', (url) => {
    expect(parseAddress(url)?.network).toBe('public');
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain()), (text) => {
        expect(() => parseAddress(text)).not.toThrow();
        expect(() => parseAddress(`http://${text}`)).not.toThrow();
      }),
    );
  });

  it('always returns a site that the host ends with', () => {
    const hosts = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((ip) => `[${ip}]`),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(hosts, fc.constantFrom('http', 'https'), (host, scheme) => {
        const parsed = parseAddress(`${scheme}://${host}/`);
        if (!parsed) return;
        expect(parsed.scheme).toBe(scheme);
        expect(parsed.host === parsed.site || parsed.host.endsWith(`.${parsed.site}`)).toBe(true);
        expect(parsed.host).toMatch(/^[^/?#@]{1,253}$/);
      }),
    );
  });

  /** Parts of hostile links: bidirectional control characters, other schemes, overlong names. */
  const hostile = fc
    .tuple(
      fc.constantFrom(
        '',
        'javascript:',
        'data:text/html,',
        'blob:',
        'view-source:',
        'https://',
        'http://',
        '//',
      ),
      fc.array(
        fc.oneof(
          fc.constantFrom(
            '\u202e',
            '\u2066',
            '\u200f',
            '.',
            '..',
            '@',
            ':',
            '\\',
            '%00',
            'xn--',
            'xn--a',
            '[::1]',
            '。',
          ),
          fc.domain(),
          fc.stringMatching(/^[a-z.-]{1,90}$/),
          fc.string({ unit: 'binary', maxLength: 30 }),
        ),
        { maxLength: 8 },
      ),
    )
    .map(([scheme, parts]) => scheme + parts.join(''));

  it('extracts only web pages from hostile text, and is idempotent', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const parsed = parseAddress(text);
        expect(parseAddress(text)).toEqual(parsed);
        if (!parsed) return;
        expect(text.trimStart()).not.toMatch(/^(javascript|data|blob|view-source):/i);
        expect(parsed.host.length).toBeLessThanOrEqual(253);
        // Host names to show contain no control characters.
        expect(parsed.host).toMatch(/^[\u0021-\u007e]+$/);
        expect(parseAddress(`${parsed.scheme}://${parsed.host}/`)).toEqual(parsed);
      }),
      { numRuns: 500 },
    );
  });

  it('accepts at most 253 characters of a host name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (length) => {
        const host = `${'a.'.repeat(400)}example`.slice(-length).replace(/^\./, 'a');
        expect(parseAddress(`https://${host}/`) !== undefined).toBe(length <= 253);
      }),
    );
  });

  it('parses its own host to the same result', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const parsed = parseAddress(url);
        if (parsed) expect(parseAddress(`${parsed.scheme}://${parsed.host}/`)).toEqual(parsed);
      }),
    );
  });
});

describe('originOf', () => {
  it.each([
    [''],
    ['about:blank'],
    ['data:text/html,x'],
    ['javascript:alert(1)'],
    ['ftp://site.example/'],
    ['http://./'],
  ])('returns nothing for %s', (url) => {
    expect(originOf(url)).toBeUndefined();
  });

  it.each([
    ['https://user:pw@site.example/path?q=1#f', 'https://site.example'],
    ['http://site.example:8080/in', 'http://site.example:8080'],
    ['https://site.example:443/', 'https://site.example'],
  ])('turns %s into the front page', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});
