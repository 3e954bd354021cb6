import { parse } from 'tldts';
import { MAX_URL_LENGTH } from './address.ts';

/** What the userinfo of a URL amounts to, without its text. */
export interface UserInfo {
  /** The host name that the user name imitates, if it looks like one. */
  readonly posesAs: string | undefined;
  readonly hasPassword: boolean;
}

/**
 * Reads the userinfo of a URL: `https://mail.example.org@evil.example/` leads to `evil.example`.
 *
 * @returns `undefined` if there is none
 * @throws never
 * @source https://www.rfc-editor.org/rfc/rfc3986#section-7.6
 */
export function userInfoOf(url: string): UserInfo | undefined {
  if (url.length > MAX_URL_LENGTH || !URL.canParse(url)) return undefined;
  const { username, password, protocol } = new URL(url);
  if ((username === '' && password === '') || !/^https?:$/.test(protocol)) return undefined;
  const { hostname, isIcann } = parse(plain(username), { allowPrivateDomains: true });
  const posesAs = isIcann && hostname?.includes('.') ? hostname : undefined;
  return { posesAs, hasPassword: password !== '' };
}

function plain(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
