import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** What a TLS server needs, in PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
  /** SHA-256 of the public key in base64: how Chromium is told to trust this one key. */
  readonly publicKeyHash: string;
}

export interface CafeCertificates {
  /** DER in base64: how Firefox is told to trust all that this authority signed. */
  readonly authority: string;
  readonly good: ServerCertificate;
  /** From an authority that no browser was told of. */
  readonly bad: ServerCertificate;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

/** Made anew at each start, so that no key lies about anywhere. */
export async function makeCertificates(
  goodHosts: readonly string[],
  badHost: string,
): Promise<CafeCertificates> {
  const authority = await makeAuthority('Practice Cafe Authority');
  const stranger = await makeAuthority('Some Other Authority');
  return {
    authority: Buffer.from(authority.certificate.rawData).toString('base64'),
    good: await makeLeaf(authority, goodHosts),
    bad: await makeLeaf(stranger, [badHost]),
  };
}

interface Authority {
  readonly name: string;
  readonly keys: CryptoKeyPair;
  readonly certificate: x509.X509Certificate;
}

async function makeAuthority(name: string): Promise<Authority> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...lifetime(),
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { name, keys, certificate };
}

async function makeLeaf(authority: Authority, hosts: readonly string[]): Promise<ServerCertificate> {
  const keys = await makeKeys();
  const certificate = await x509.X509CertificateGenerator.create({
    ...lifetime(),
    subject: `CN=${hosts[0]}`,
    issuer: authority.certificate.subject,
    publicKey: keys.publicKey,
    signingKey: authority.keys.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: 'dns' as const, value }))),
      await x509.AuthorityKeyIdentifierExtension.create(authority.keys.publicKey),
    ],
  });
  const publicKey = await crypto.subtle.exportKey('spki', keys.publicKey);
  const privateKey = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    key: x509.PemConverter.encode(privateKey, 'PRIVATE KEY'),
    certificate: certificate.toString('pem'),
    publicKeyHash: Buffer.from(await crypto.subtle.digest('SHA-256', publicKey)).toString('base64'),
  };
}

function makeKeys(): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

/** From yesterday, so that a clock that is a little slow does not matter. */
function lifetime(): { notBefore: Date; notAfter: Date; serialNumber: string } {
  const now = Date.now();
  return {
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + 30 * DAY_MS),
    serialNumber: Buffer.from(crypto.getRandomValues(new Uint8Array(8))).toString('hex'),
  };
}
