import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** What a TLS server needs, in PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
}

/** An authority that browsers can be made to trust. */
export interface TrustedAuthority {
  /** DER in base64. */
  readonly certificate: string;
  /** Whether it counts as built into the browser. `false`: somebody added it on this computer. */
  readonly isShipped: boolean;
}

/** Faults of a certificate, and certificates of another issuer. */
export const CERTIFICATE_KINDS = [
  'good',
  'reissued',
  'planted',
  'unknown-issuer',
  'self-signed',
  'expired',
  'wrong-name',
] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export interface CafeCertificates {
  readonly trusted: readonly TrustedAuthority[];
  readonly of: { readonly [Kind in CertificateKind]: ServerCertificate };
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/**
 * Generates certificates at each start, so that no private key is stored.
 *
 * @param hosts - all names of the café; every certificate is valid for all of them, except `wrong-name`
 */
export async function makeCertificates(hosts: readonly string[]): Promise<CafeCertificates> {
  const authority = await makeAuthority('Practice Cafe Authority', 'Practice Cafe');
  const second = await makeAuthority('Second Harbour Authority', 'Second Harbour');
  const planted = await makeAuthority('Corner Filter Box', 'Corner Filters Ltd');
  const stranger = await makeAuthority('Some Other Authority', 'Nobody Knows');
  const trust = ({ certificate }: Authority, isShipped: boolean): TrustedAuthority => ({
    certificate: Buffer.from(certificate.rawData).toString('base64'),
    isShipped,
  });
  return {
    trusted: [trust(authority, true), trust(second, true), trust(planted, false)],
    of: {
      good: await makeLeaf(authority, hosts),
      reissued: await makeLeaf(second, hosts),
      planted: await makeLeaf(planted, hosts),
      'unknown-issuer': await makeLeaf(stranger, hosts),
      'self-signed': await makeSelfSigned(hosts),
      expired: await makeLeaf(authority, hosts, lifetime(-40)),
      'wrong-name': await makeLeaf(authority, ['somewhere.else.example']),
    },
  };
}

interface Authority {
  readonly keys: CryptoKeyPair;
  readonly certificate: x509.X509Certificate;
}

async function makeAuthority(name: string, organisation: string): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...lifetime(),
    name: `CN=${name}, O=${organisation}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { keys, certificate };
}

async function makeLeaf(
  authority: Authority,
  hosts: readonly string[],
  life = lifetime(),
): Promise<ServerCertificate> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    ...life,
    subject: `CN=${hosts[0]}`,
    issuer: authority.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      ...leafExtensions(hosts),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
    ],
  });
  return inPem(keys, certificate);
}

async function makeSelfSigned(hosts: readonly string[]): Promise<ServerCertificate> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...lifetime(),
    name: `CN=${hosts[0]}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: leafExtensions(hosts),
  });
  return inPem(keys, certificate);
}

function leafExtensions(hosts: readonly string[]): x509.Extension[] {
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: 'dns' as const, value }))),
  ];
}

async function inPem(keys: CryptoKeyPair, certificate: x509.X509Certificate): Promise<ServerCertificate> {
  const privateKey = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    key: x509.PemConverter.encode(privateKey, 'PRIVATE KEY'),
    certificate: certificate.toString('pem'),
  };
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

/** @param fromDay - relative to today; yesterday by default, in case a clock is slow */
function lifetime(fromDay = -1): { notBefore: Date; notAfter: Date; serialNumber: string } {
  const notBefore = Date.now() + fromDay * DAY_MS;
  return {
    notBefore: new Date(notBefore),
    notAfter: new Date(notBefore + 31 * DAY_MS),
    serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex'),
  };
}
