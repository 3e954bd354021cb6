import { describe, expect, it } from 'vitest';
import { CERTIFICATE_CAUSES } from '#core/network/certificate-error.ts';
import { certificateError } from '#core/page/detectors/certificate-error.ts';
import { visit } from '../../../builders.ts';

describe('certificateError', () => {
  it('reports nothing for an accepted certificate', () => {
    expect(certificateError(visit('https://site.example/'))).toEqual([]);
  });

  it('leaves outdated TLS to another detector', () => {
    expect(certificateError(visit('https://site.example/', { certificate: 'old-tls' }))).toEqual([]);
  });

  it.each(CERTIFICATE_CAUSES)('is a stop for a certificate refused as %s', (cause) => {
    expect(certificateError(visit('https://site.example/', { certificate: cause }))).toEqual([
      { code: 'certificate-error', severity: 'high', facts: { host: 'site.example', cause } },
    ]);
  });
});
