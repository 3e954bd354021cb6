import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedWith, type RawSecurityInfo, readTlsInfo, signerOf } from '#core/network/tls-info.ts';
import { tlsInfo } from '../../builders.ts';

const own = { subject: 'CN=mail.example', issuer: 'CN=R11,O=Harbour Trust,C=US', isBuiltInRoot: false };
const root = { subject: 'CN=Root X1,O=Root Group', issuer: 'CN=Root X1,O=Root Group', isBuiltInRoot: true };

function info(over: Partial<RawSecurityInfo> = {}): RawSecurityInfo {
  return { state: 'secure', protocolVersion: 'TLSv1.3', certificates: [own, root], ...over };
}

describe('readTlsInfo', () => {
  it('finds nothing wrong with a modern connection', () => {
    expect(readTlsInfo(info())).toEqual(tlsInfo());
  });

  it('names an added root', () => {
    const added = { ...root, isBuiltInRoot: false };
    expect(readTlsInfo(info({ certificates: [own, added] }))?.addedRoot).toBe('Root Group');
  });

  it('does not take a longer chain for an added root', () => {
    expect(readTlsInfo(info({ certificates: [own, own, root] }))?.addedRoot).toBeUndefined();
  });

  it('recognizes a self-signed certificate that somebody trusted', () => {
    const alone = { subject: 'CN=nas', issuer: 'CN=nas', isBuiltInRoot: false };
    expect(readTlsInfo(info({ certificates: [alone] }))?.addedRoot).toBe('nas');
  });

  it.each([
    ['no line', { state: 'insecure' }],
    ['a broken line', { state: 'broken' }],
    ['no chain', { certificates: [] }],
    ['the first of a chain that was not kept', { certificates: [own] }],
    ['a warning that somebody went past', { isUntrusted: true }],
    ['another name', { isDomainMismatch: true }],
    ['another time', { isNotValidAtThisTime: true }],
  ])('returns nothing for %s', (_, over) => {
    expect(readTlsInfo(info(over))).toBeUndefined();
  });

  it.each([
    ['secure', 'TLSv1', true],
    ['secure', 'TLSv1.1', true],
    ['secure', 'TLSv1.2', false],
    ['secure', 'TLSv1.3', false],
    ['secure', 'TLSv9', false],
    ['secure', 'unknown', false],
    ['weak', 'TLSv1.2', true],
  ])('%s with %s is old: %s', (state, protocolVersion, isOld) => {
    expect(readTlsInfo(info({ state, protocolVersion }))?.isOld).toBe(isOld);
  });
});

describe('comparedWith', () => {
  const later = tlsInfo({ issuer: 'Island Trust' });

  it.each([
    ['the first visit', undefined],
    ['the same company', tlsInfo({ issuer: 'Island Trust' })],
    ['the same name, written otherwise', tlsInfo({ issuer: 'ISLAND  Trust.' })],
  ])('reports no change at %s', (_, before) => {
    expect(comparedWith(later, before).issuerBefore).toBeUndefined();
  });

  it('reports the previous issuer, and again at the next visit', () => {
    const second = comparedWith(later, tlsInfo());
    expect(second.issuerBefore).toBe('Harbour Trust');
    expect(comparedWith(later, second).issuerBefore).toBe('Harbour Trust');
  });

  it('reports no change for intercepted TLS', () => {
    const opened = tlsInfo({ issuer: 'Filter', addedRoot: 'Filter' });
    expect(comparedWith(opened, tlsInfo()).issuerBefore).toBeUndefined();
  });
});

describe('signerOf', () => {
  it.each([
    ["CN=R11,O=Let's Encrypt,C=US", "Let's Encrypt"],
    ['CN=Only A Name', 'Only A Name'],
    ['CN=a,O="Corner Filters, Ltd",C=FR', 'Corner Filters, Ltd'],
    ['CN=a,O=Corner Filters\\, Ltd,C=FR', 'Corner Filters, Ltd'],
    ['CN=a,O="The \\"Best\\" Box"', 'The "Best" Box'],
    ['O=First,O=Second', 'First'],
    ['cn=a, o=lower', 'lower'],
    ['CN="x,O=Good Company"', 'x,O=Good Company'],
    ['CN=a,O=', 'a'],
    ['O=\u202eevil\u2066 box\u0000', 'evil box'],
    ['OU=O=Nobody', '?'],
    ['', '?'],
    ['rubbish', '?'],
  ])('reads %j as %j', (name, expected) => {
    expect(signerOf(name)).toBe(expected);
  });

  it('returns a bounded text without hidden characters, and never throws', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.string({ unit: 'binary', maxLength: 3000 }).map((text) => `CN=${text},O=${text}`),
    );
    fc.assert(
      fc.property(names, (name) => {
        const signer = signerOf(name);
        expect([...signer].length).toBeLessThanOrEqual(60);
        expect(signer).not.toMatch(/\p{C}/u);
      }),
    );
  });

  it('handles malicious names quickly', () => {
    const startedAtMs = performance.now();
    for (const part of ['O="\\', 'O=\\', ',O=', 'a=', '"', 'O="x', ',A.'.repeat(3)])
      signerOf(part.repeat(100_000));
    expect(performance.now() - startedAtMs).toBeLessThan(500);
  });
});
