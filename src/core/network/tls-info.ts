/** TLS info of a page, as far as the browser gives it. Only Firefox does. */
export interface TlsInfo {
  /** A protocol before TLS 1.2, or a weak cipher: those that RFC 8996 and browsers gave up. */
  readonly isOld: boolean;
  /** Who signed the site's own certificate: a company, or its signature's name where it names none. */
  readonly issuer: string;
  /** Who vouches at the end of the chain, when the browser did not come with that one. */
  readonly addedRoot: string | undefined;
  /** Who signed for this host before, in this session, when that was somebody else. */
  readonly issuerBefore: string | undefined;
}

/** What `webRequest.getSecurityInfo` answers, as far as it is read. */
export interface RawSecurityInfo {
  readonly state: string;
  readonly protocolVersion?: string | undefined;
  /** Somebody went on past the browser's own warning. */
  readonly isUntrusted?: boolean | undefined;
  readonly isDomainMismatch?: boolean | undefined;
  readonly isNotValidAtThisTime?: boolean | undefined;
  /** From the site's own to the last one. */
  readonly certificates?: readonly RawCertificate[] | undefined;
}

export interface RawCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly isBuiltInRoot: boolean;
}

const OLD_PROTOCOLS: ReadonlySet<string> = new Set(['TLSv1', 'TLSv1.1', 'SSLv3']);

/**
 * Reads what Firefox tells of a line.
 *
 * @returns `undefined` when there is no whole chain to judge by: no TLS, a failed handshake, a warning
 *   that somebody went past, or a lone certificate that somebody else signed
 * @throws never
 */
export function readTlsInfo(info: RawSecurityInfo): TlsInfo | undefined {
  const { state, protocolVersion = '', certificates = [] } = info;
  if (state !== 'secure' && state !== 'weak') return undefined;
  if (info.isUntrusted || info.isDomainMismatch || info.isNotValidAtThisTime) return undefined;
  const [own] = certificates;
  const last = certificates.at(-1);
  // Firefox gives the site's own certificate alone when it has kept no chain.
  if (!own || !last || (own === last && own.subject !== own.issuer)) return undefined;
  return {
    isOld: state === 'weak' || OLD_PROTOCOLS.has(protocolVersion),
    issuer: signerOf(own.issuer),
    addedRoot: last.isBuiltInRoot ? undefined : signerOf(last.subject),
    issuerBefore: undefined,
  };
}

/**
 * Adds who signed for the same host before. Not said of a line that somebody opens on the way, which
 * explains it, and not for other ways to write the same name.
 */
export function comparedWith(now: TlsInfo, before: TlsInfo | undefined): TlsInfo {
  if (!before || now.addedRoot !== undefined) return now;
  const isSame = plain(now.issuer) === plain(before.issuer);
  return { ...now, issuerBefore: isSame ? before.issuerBefore : before.issuer };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Longer ones are made to confuse. */
const MAX_NAME = 60;
const MAX_DISTINGUISHED_NAME = 2000;

/**
 * The organisation in a distinguished name, or its common name; made by whoever made the certificate,
 * so whatever cannot be seen or turns the direction of writing is left out.
 *
 * @param name - as Firefox writes it: `CN=R11,O=Let's Encrypt,C=US`, values in quotes where they need them
 * @returns at most 60 characters; `?` when there is nothing to read
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
