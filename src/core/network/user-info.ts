import { parse } from 'tldts';
import { MAX_URL_LENGTH } from './address.ts';

/** What stands before the `@` of an address. Never the words themselves. */
export interface UserInfo {
  /** The name that it takes on, where it reads like the name of another site. */
  readonly posesAs: string | undefined;
  readonly hasPassword: boolean;
}

/**
 * Reads the user's part of a web address: `https://mail.example.org@evil.example/` leads to `evil.example`.
 *
 * @returns `undefined` where there is none
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
