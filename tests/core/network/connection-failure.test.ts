import { describe, expect, it } from 'vitest';
import { connectionFailure } from '#core/network/connection-failure.ts';

describe('connectionFailure', () => {
  it.each([
    ['net::ERR_CONNECTION_REFUSED', 'refused'],
    ['net::ERR_CONNECTION_RESET', 'refused'],
    ['net::ERR_CONNECTION_CLOSED', 'refused'],
    ['net::ERR_TIMED_OUT', 'silent'],
    ['net::ERR_NAME_NOT_RESOLVED', 'no-name'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_TOO_MANY_REDIRECTS', 'loop'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'broken'],
    ['Error code 2152398861', 'refused'],
    ['Error code 2152398868', 'refused'],
    ['Error code 2152398862', 'silent'],
    ['Error code 2152398878', 'no-name'],
    ['Error code 2152398864', 'offline'],
    ['Error code 2152398879', 'loop'],
    // SSL_ERROR_RX_RECORD_TOO_LONG: an HTTP response on the HTTPS port.
    ['Error code 2153393127', 'broken'],
  ])('decodes %s as %s', (error, failure) => {
    expect(connectionFailure(error)).toBe(failure);
  });

  it.each([
    ['a certificate in Chromium', 'net::ERR_CERT_AUTHORITY_INVALID'],
    ['a certificate in Firefox', 'Error code 2153390067'],
    ['what the person stopped, in Chromium', 'net::ERR_ABORTED'],
    ['what the person stopped, in Firefox', 'Error code 2152398850'],
    ['what an extension or the browser held back', 'net::ERR_BLOCKED_BY_CLIENT'],
    ['another module of Firefox', 'Error code 2147500037'],
    ['a sentence', 'The connection was refused.'],
    ['nothing', ''],
    ['a number without an end', `Error code ${'9'.repeat(4000)}`],
  ])('returns nothing for %s', (_, error) => {
    expect(connectionFailure(error)).toBeUndefined();
  });
});
