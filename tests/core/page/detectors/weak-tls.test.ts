import { describe, expect, it } from 'vitest';
import { weakTls } from '#core/page/detectors/weak-tls.ts';
import { tlsInfo, visit } from '../../../builders.ts';

const URL = 'https://old.example/';

describe('weakTls', () => {
  it.each([
    ['a line of today', visit(URL, { tlsInfo: tlsInfo() })],
    ['a line that nothing was told of', visit(URL)],
    ['a page refused for its certificate', visit(URL, { certificate: 'weak' })],
    ['a page without a line of its own', visit('http://old.example/')],
  ])('reports nothing for %s', (_, page) => {
    expect(weakTls(page)).toEqual([]);
  });

  it('is care for an outdated protocol', () => {
    expect(weakTls(visit(URL, { tlsInfo: tlsInfo({ isOld: true }) }))).toEqual([
      { code: 'weak-tls', severity: 'medium', facts: { host: 'old.example', isRefused: false } },
    ]);
  });

  it('reports once that the browser refused it', () => {
    expect(weakTls(visit(URL, { certificate: 'old-tls', tlsInfo: tlsInfo({ isOld: true }) }))).toEqual([
      { code: 'weak-tls', severity: 'medium', facts: { host: 'old.example', isRefused: true } },
    ]);
  });
});
