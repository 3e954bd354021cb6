/** Causes of a refused certificate, in the detail a person needs. */
export const CERTIFICATE_CAUSES = ['untrusted', 'wrong-name', 'expired', 'weak', 'other'] as const;
export type CertificateCause = (typeof CERTIFICATE_CAUSES)[number];

/** `old-tls`: not the certificate was refused, but the TLS version or cipher. */
export type Refusal = CertificateCause | 'old-tls';

const CHROMIUM: ReadonlyMap<string, Refusal> = new Map([
  ['ERR_CERT_AUTHORITY_INVALID', 'untrusted'],
  ['ERR_CERT_REVOKED', 'untrusted'],
  ['ERR_CERT_KNOWN_INTERCEPTION_BLOCKED', 'untrusted'],
  ['ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN', 'untrusted'],
  ['ERR_SSL_SERVER_CERT_BAD_FORMAT', 'other'],
  ['ERR_SSL_SERVER_CERT_CHANGED', 'other'],
  ['ERR_SSL_KEY_USAGE_INCOMPATIBLE', 'other'],
  ['ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'untrusted'],
  ['ERR_CERT_COMMON_NAME_INVALID', 'wrong-name'],
  ['ERR_CERT_NAME_CONSTRAINT_VIOLATION', 'wrong-name'],
  ['ERR_CERT_DATE_INVALID', 'expired'],
  ['ERR_CERT_VALIDITY_TOO_LONG', 'expired'],
  ['ERR_CERT_WEAK_SIGNATURE_ALGORITHM', 'weak'],
  ['ERR_CERT_WEAK_KEY', 'weak'],
  ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'old-tls'],
  ['ERR_SSL_OBSOLETE_VERSION', 'old-tls'],
  ['ERR_SSL_WEAK_SERVER_EPHEMERAL_DH_KEY', 'old-tls'],
]);

/**
 * Firefox reports the error as a number; its low 16 bits are the NSS error.
 *
 * @source security/nss/lib/util/secerr.h, security/nss/lib/ssl/sslerr.h, mozilla/pkix/pkixnss.h
 */
const NSS: ReadonlyMap<number, Refusal> = new Map([
  [8172, 'untrusted'], // SEC_ERROR_UNTRUSTED_ISSUER
  [8171, 'untrusted'], // SEC_ERROR_UNTRUSTED_CERT
  [8179, 'untrusted'], // SEC_ERROR_UNKNOWN_ISSUER
  [8180, 'untrusted'], // SEC_ERROR_REVOKED_CERTIFICATE
  [16384, 'untrusted'], // MOZILLA_PKIX_ERROR_KEY_PINNING_FAILURE
  [16370, 'untrusted'], // MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT
  [16371, 'untrusted'], // MOZILLA_PKIX_ERROR_ADDITIONAL_POLICY_CONSTRAINT_FAILED
  [16369, 'untrusted'], // MOZILLA_PKIX_ERROR_MITM_DETECTED
  [16368, 'untrusted'], // MOZILLA_PKIX_ERROR_INSUFFICIENT_CERTIFICATE_TRANSPARENCY
  [12276, 'wrong-name'], // SSL_ERROR_BAD_CERT_DOMAIN
  [8181, 'expired'], // SEC_ERROR_EXPIRED_CERTIFICATE
  [8162, 'expired'], // SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE
  [16375, 'expired'], // MOZILLA_PKIX_ERROR_VALIDITY_TOO_LONG
  [16379, 'expired'], // MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE
  [16378, 'expired'], // MOZILLA_PKIX_ERROR_NOT_YET_VALID_ISSUER_CERTIFICATE
  [8016, 'weak'], // SEC_ERROR_CERT_SIGNATURE_ALGORITHM_DISABLED
  [16382, 'weak'], // MOZILLA_PKIX_ERROR_INADEQUATE_KEY_SIZE
  [12190, 'old-tls'], // SSL_ERROR_PROTOCOL_VERSION_ALERT
  [12286, 'old-tls'], // SSL_ERROR_NO_CYPHER_OVERLAP
  [12279, 'old-tls'], // SSL_ERROR_UNSUPPORTED_VERSION
]);

/** High 16 bits of NSS certificate and TLS errors. */
const NSS_MODULE = 0x805a;

/**
 * Decodes the error of a failed navigation.
 *
 * A certificate error that is not listed is `other`. Other handshake failures say nothing about the site's
 * identity (a café's router drops connections too), nor does a missing client certificate.
 *
 * @param error - `webNavigation.onErrorOccurred.error`: `net::ERR_…` in Chromium,
 *   `Error code 2153390067` in Firefox (a number in every language)
 * @returns the cause; `undefined` if the failure is not about the certificate or the TLS version
 * @throws never
 */
export function certificateCause(error: string): Refusal | undefined {
  const name = /^net::(ERR_(?:CERT|SSL)\w{1,80})$/.exec(error)?.[1];
  if (name !== undefined) return CHROMIUM.get(name) ?? (isCertificateName(name) ? 'other' : undefined);
  const code = Number(/^Error code (\d{1,12})$/.exec(error)?.[1] ?? Number.NaN);
  if (Math.floor(code / 0x10000) !== NSS_MODULE) return undefined;
  const nss = code % 0x10000;
  return NSS.get(nss) ?? (isCertificateNumber(nss) ? 'other' : undefined);
}

/** @source net/base/net_error_list.h: -200 to -299; the certificate database is the browser's own */
function isCertificateName(name: string): boolean {
  return /^ERR_CERT(_|IFICATE_)/.test(name) && name !== 'ERR_CERT_DATABASE_CHANGED';
}

/** `SEC_ERROR_*` count up from -8192, `MOZILLA_PKIX_ERROR_*` from -16384. */
function isCertificateNumber(nss: number): boolean {
  return (nss > 7800 && nss <= 8192) || (nss > 16300 && nss <= 16384);
}
