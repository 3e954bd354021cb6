import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CERTIFICATE_CAUSES, certificateCause } from '#core/network/certificate-error.ts';

/** Firefox's format of an NSS error: module 0x805a in the high half, the NSS number in the low one. */
function firefox(nss: number): string {
  return `Error code ${0x805a * 0x10000 + nss}`;
}

describe('certificateCause', () => {
  it.each([
    ['nothing', ''],
    ['a dead line', 'net::ERR_CONNECTION_REFUSED'],
    ['an unknown name', 'net::ERR_NAME_NOT_RESOLVED'],
    ['a page that was left', 'net::ERR_ABORTED'],
    ['a page the browser blocked', 'net::ERR_BLOCKED_BY_CLIENT'],
    ['a broken handshake', 'net::ERR_SSL_PROTOCOL_ERROR'],
    ['a damaged record', 'net::ERR_SSL_BAD_RECORD_MAC_ALERT'],
    ['a site that wants the person’s own certificate', 'net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED'],
    ['a bad certificate of the person’s own', 'net::ERR_BAD_SSL_CLIENT_AUTH_CERT'],
    ['the browser’s own database', 'net::ERR_CERT_DATABASE_CHANGED'],
    ['a word that only begins alike', 'net::ERR_CERTAINLY_NOT'],
    ['the word inside another', 'xnet::ERR_CERT_DATE_INVALID'],
    ['more after the word', 'net::ERR_CERT_DATE_INVALID evil'],
    ['the word without its family', 'ERR_CERT_DATE_INVALID'],
    ['a sentence', 'Peer’s Certificate issuer is not recognized.'],
    ['a refused connection in Firefox', 'Error code 2152398861'],
    ['an unknown name in Firefox', 'Error code 2152398878'],
    ['a page that was left in Firefox', 'Error code 2152398850'],
    ['a server that speaks without protection', firefox(12263)],
    ['the right number in another module', `Error code ${0x804b * 0x10000 + 8179}`],
    ['the bare number', 'Error code 8179'],
    ['a number too long', `Error code 2153390067${'0'.repeat(40)}`],
    ['a negative number', 'Error code -2153390067'],
  ])('returns nothing for %s', (_, error) => {
    expect(certificateCause(error)).toBeUndefined();
  });

  it.each([
    ['net::ERR_CERT_AUTHORITY_INVALID', 'untrusted'],
    ['net::ERR_CERT_REVOKED', 'untrusted'],
    ['net::ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'untrusted'],
    ['net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'untrusted'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'wrong-name'],
    ['net::ERR_CERT_DATE_INVALID', 'expired'],
    ['net::ERR_CERT_WEAK_KEY', 'weak'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'old-tls'],
    ['net::ERR_CERT_NON_UNIQUE_NAME', 'other'],
    ['net::ERR_CERT_SOMETHING_OF_NEXT_YEAR', 'other'],
    ['net::ERR_SSL_SERVER_CERT_BAD_FORMAT', 'other'],
  ])('decodes Chromium’s %s', (error, cause) => {
    expect(certificateCause(error)).toBe(cause);
  });

  it.each([
    ['an unknown issuer, as measured', 2153390067 % 0x10000, 'untrusted'],
    ['its own signature', 16370, 'untrusted'],
    ['somebody in between', 16369, 'untrusted'],
    ['another key than the one pinned', 16384, 'untrusted'],
    ['another name', 12276, 'wrong-name'],
    ['a date gone by', 8181, 'expired'],
    ['a date to come', 16379, 'expired'],
    ['an old protocol', 12190, 'old-tls'],
    ['a short key', 16382, 'weak'],
    ['a certificate error without a cause here', 8190, 'other'],
    ['a newer certificate error without a cause here', 16374, 'other'],
  ])('decodes Firefox’s number for %s', (_, nss, cause) => {
    expect(certificateCause(firefox(nss))).toBe(cause);
  });

  it('decodes the number seen in Firefox 153', () => {
    expect(certificateCause('Error code 2153390067')).toBe('untrusted');
  });

  it('never throws, and returns only known causes', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `net::ERR_${text}`),
      fc.bigInt().map((number) => `Error code ${number}`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect([undefined, 'old-tls', ...CERTIFICATE_CAUSES]).toContain(certificateCause(text));
      }),
    );
  });
});
