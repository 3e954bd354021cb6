import { describe, expect, it } from 'vitest';
import { insecureDownload } from '#core/page/detectors/insecure-download.ts';
import { insecureHttpAuth } from '#core/page/detectors/insecure-http-auth.ts';
import { insecureDownloadOf } from '#core/page/download.ts';
import { address, visit } from '../../builders.ts';

const OPEN = address('http://files.example/');
const CLOSED = address('https://files.example/');

describe('insecureDownloadOf', () => {
  it.each([
    ['setup.exe', 'application/x-msdownload', true],
    ['papers.zip', 'application/zip', true],
    ['letter.pdf', 'application/pdf', true],
    ['letter.docm', '', true],
    ['no name at all', '', true],
    ['picture.svg', 'image/svg+xml', true],
    ['song.mp3', 'application/x-msdownload', true],
    ['photo.jpg', 'image/jpeg', false],
    ['photo.jpg', '', false],
    ['TIMES.TXT', 'text/plain', false],
  ])('%s (%s): can run %s', (name, type, canRun) => {
    expect(insecureDownloadOf([CLOSED, OPEN], name, type)).toEqual({ host: 'files.example', canRun });
  });

  it.each([
    ['a protected way', [CLOSED]],
    ['this very machine', [address('http://localhost:8080/')]],
    ['a name that Tor protects', [address('http://examplename.onion/')]],
    ['no way at all', []],
  ])('reports nothing for %s', (_, hops) => {
    expect(insecureDownloadOf(hops, 'setup.exe', '')).toBeUndefined();
  });
});

describe('insecureDownload', () => {
  it('names the worst', () => {
    const downloads = [
      { host: 'a.example', canRun: false },
      { host: 'b.example', canRun: true },
    ];
    expect(insecureDownload(visit('https://a.example/', { downloads }))).toMatchObject([
      { severity: 'medium', facts: { host: 'b.example' } },
    ]);
    expect(insecureDownload(visit('https://a.example/', { downloads: downloads.slice(0, 1) }))).toMatchObject(
      [{ severity: 'low' }],
    );
    expect(insecureDownload(visit('https://a.example/'))).toEqual([]);
  });
});

describe('insecureHttpAuth', () => {
  it('is a stop on an HTTP site', () => {
    expect(insecureHttpAuth(visit('http://a.example/', { asksHttpAuth: true }))).toEqual([
      { code: 'insecure-http-auth', severity: 'high', facts: { host: 'a.example' } },
    ]);
  });

  it('is care at a router', () => {
    expect(insecureHttpAuth(visit('http://192.168.1.1/', { asksHttpAuth: true }))).toMatchObject([
      { severity: 'medium' },
    ]);
  });

  it.each([
    ['a protected site', visit('https://a.example/', { asksHttpAuth: true })],
    ['this very machine', visit('http://127.0.0.1/', { asksHttpAuth: true })],
    ['a page that asks for nothing', visit('http://a.example/')],
  ])('reports nothing for %s', (_, page) => {
    expect(insecureHttpAuth(page)).toEqual([]);
  });
});
