/** TLS info of a page, as far as the browser reports it. Only Firefox does. */
export interface TlsInfo {
  /** A protocol before TLS 1.2 or a weak cipher (RFC 8996). */
  readonly isOld: boolean;
  /** Organization that issued the site's certificate, or the common name of the issuer. */
  readonly issuer: string;
  /** Name of the root certificate if it is not one of the browser's built-in roots. */
  readonly addedRoot: string | undefined;
  /** Issuer of an earlier certificate of this host in this session, if it differs. */
  readonly issuerBefore: string | undefined;
}

/** The fields of `webRequest.getSecurityInfo` that are read. */
export interface RawSecurityInfo {
  readonly state: string;
  readonly protocolVersion?: string | undefined;
  /** The person overrode a certificate warning. */
  readonly isUntrusted?: boolean | undefined;
  readonly isDomainMismatch?: boolean | undefined;
  readonly isNotValidAtThisTime?: boolean | undefined;
  /** From the leaf to the root. */
  readonly certificates?: readonly RawCertificate[] | undefined;
}

export interface RawCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly isBuiltInRoot: boolean;
}

const OLD_PROTOCOLS: ReadonlySet<string> = new Set(['TLSv1', 'TLSv1.1', 'SSLv3']);

/**
 * Reads Firefox's security info.
 *
 * @returns `undefined` without a complete, valid chain: no TLS, a failed handshake, an overridden warning,
 *   or a single certificate that is not self-signed
 * @throws never
 */
export function readTlsInfo(info: RawSecurityInfo): TlsInfo | undefined {
  const { state, protocolVersion = '', certificates = [] } = info;
  if (state !== 'secure' && state !== 'weak') return undefined;
  if (info.isUntrusted || info.isDomainMismatch || info.isNotValidAtThisTime) return undefined;
  const [own] = certificates;
  const last = certificates.at(-1);
  // Firefox reports only the leaf if it has not kept the chain.
  if (!own || !last || (own === last && own.subject !== own.issuer)) return undefined;
  return {
    isOld: state === 'weak' || OLD_PROTOCOLS.has(protocolVersion),
    issuer: signerOf(own.issuer),
    addedRoot: last.isBuiltInRoot ? undefined : signerOf(last.subject),
    issuerBefore: undefined,
  };
}

/**
 * Adds the earlier issuer of the same host. Not for an intercepted connection, which explains the change,
 * and not for other spellings of the same name.
 */
export function comparedWith(now: TlsInfo, before: TlsInfo | undefined): TlsInfo {
  if (!before || now.addedRoot !== undefined) return now;
  const isSame = plain(now.issuer) === plain(before.issuer);
  return { ...now, issuerBefore: isSame ? before.issuerBefore : before.issuer };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Longer names are meant to confuse. */
const MAX_NAME = 60;
const MAX_DISTINGUISHED_NAME = 2000;

/**
 * The organization in a distinguished name, or its common name. The certificate's author chooses it, so
 * invisible and bidirectional control characters are removed.
 *
 * @param name - as Firefox formats it: `CN=R11,O=Let's Encrypt,C=US`, values quoted where necessary
 * @returns at most 60 characters; `?` if it has neither
 * @throws never
 * @source RFC 4514 §2, RFC 1779 §2.3 (quotes)
 */
export function signerOf(name: string): string {
  const parts = new Map<string, string>();
  const pattern = /(?:^|[,+;])\s*([A-Za-z][A-Za-z0-9.-]*)\s*=\s*("(?:\\.|[^"\\])*"|(?:\\.|[^\\,+;"])*)/gsu;
  for (const [, key = '', value = ''] of name.slice(0, MAX_DISTINGUISHED_NAME).matchAll(pattern)) {
    if (!parts.has(key.toUpperCase())) parts.set(key.toUpperCase(), readable(value));
  }
  return parts.get('O') || parts.get('CN') || '?';
}

function readable(value: string): string {
  const bare = value.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/gs, '$1');
  const text = bare.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return [...text].slice(0, MAX_NAME).join('');
}
