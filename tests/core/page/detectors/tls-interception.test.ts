import { describe, expect, it } from 'vitest';
import { tlsInterception } from '#core/page/detectors/tls-interception.ts';
import { tlsInfo, visit } from '../../../builders.ts';

const opened = { tlsInfo: tlsInfo({ addedRoot: 'Corner Filters' }) };

describe('tlsInterception', () => {
  it.each([
    ['a root that the browser came with', visit('https://mail.example/', { tlsInfo: tlsInfo() })],
    ['a line that nothing was told of', visit('https://mail.example/')],
    ['a router', visit('https://192.168.1.1/', opened)],
    ['a server of this house', visit('https://files.lan/', opened)],
    ['this very machine', visit('https://localhost/', opened)],
    ['another company’s signature', visit('https://a.example/', { tlsInfo: tlsInfo({ issuer: 'X' }) })],
  ])('reports nothing for %s', (_, page) => {
    expect(tlsInterception(page)).toEqual([]);
  });

  it('is a stop for an added root, and names it', () => {
    expect(tlsInterception(visit('https://mail.example/', opened))).toEqual([
      {
        code: 'tls-interception',
        severity: 'high',
        facts: { host: 'mail.example', issuer: 'Corner Filters' },
      },
    ]);
  });

  it('is not fooled by a public name that looks private', () => {
    expect(tlsInterception(visit('https://192.168.1.1.evil.example/', opened))).toHaveLength(1);
  });
});
