import { describe, expect, it } from 'vitest';
import { CERTIFICATE_CAUSES } from '#core/network/certificate-error.ts';
import { certificateError } from '#core/page/detectors/certificate-error.ts';
import { visit } from '../../../builders.ts';

describe('certificateError', () => {
  it('says nothing of a page the browser accepted', () => {
    expect(certificateError(visit('https://site.example/'))).toEqual([]);
  });

  it('leaves a line of an old kind to another', () => {
    expect(certificateError(visit('https://site.example/', { certificate: 'old-tls' }))).toEqual([]);
  });

  it.each(CERTIFICATE_CAUSES)('stops at a page the browser refused as %s', (cause) => {
    expect(certificateError(visit('https://site.example/', { certificate: cause }))).toEqual([
      { code: 'certificate-error', severity: 'high', facts: { host: 'site.example', cause } },
    ]);
  });
});
