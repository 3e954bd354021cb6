import { describe, expect, it } from 'vitest';
import { certificateChanged } from '#core/page/detectors/certificate-changed.ts';
import { tlsInfo, visit } from '../../../builders.ts';

const changed = { tlsInfo: tlsInfo({ issuer: 'Island Trust', issuerBefore: 'Harbour Trust' }) };

describe('certificateChanged', () => {
  it.each([
    ['the same issuer', visit('https://mail.example/', { tlsInfo: tlsInfo() })],
    ['a line that nothing was told of', visit('https://mail.example/')],
    ['a router that signs for itself', visit('https://192.168.1.1/', changed)],
  ])('reports nothing for %s', (_, page) => {
    expect(certificateChanged(page)).toEqual([]);
  });

  it.each(['https://mail.example/', 'https://mail.yahoo.com/'])(
    'is worth a note and no more at %s',
    (url) => {
      expect(certificateChanged(visit(url, changed))).toMatchObject([
        { severity: 'low', facts: { before: 'Harbour Trust', now: 'Island Trust' } },
      ]);
    },
  );
});
