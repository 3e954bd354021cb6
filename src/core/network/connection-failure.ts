import { certificateCause } from './certificate-error.ts';

/**
 * Why a page did not load.
 *
 * `refused`: the connection was refused or closed. `silent`: no response. `no-name`: DNS has no such name.
 * `offline`: no network connection. `broken`: a protocol error. `loop`: too many redirects.
 */
export const CONNECTION_FAILURES = ['refused', 'silent', 'no-name', 'offline', 'broken', 'loop'] as const;
export type ConnectionFailure = (typeof CONNECTION_FAILURES)[number];

/** @source net/base/net_error_list.h */
const CHROMIUM: ReadonlyMap<string, ConnectionFailure> = new Map([
  ['ERR_CONNECTION_REFUSED', 'refused'],
  ['ERR_CONNECTION_RESET', 'refused'],
  ['ERR_CONNECTION_CLOSED', 'refused'],
  ['ERR_CONNECTION_ABORTED', 'refused'],
  ['ERR_CONNECTION_FAILED', 'refused'],
  ['ERR_EMPTY_RESPONSE', 'refused'],
  ['ERR_SOCKET_NOT_CONNECTED', 'refused'],
  ['ERR_PROXY_CONNECTION_FAILED', 'refused'],
  ['ERR_TUNNEL_CONNECTION_FAILED', 'refused'],
  ['ERR_ADDRESS_UNREACHABLE', 'silent'],
  ['ERR_TIMED_OUT', 'silent'],
  ['ERR_CONNECTION_TIMED_OUT', 'silent'],
  ['ERR_NAME_NOT_RESOLVED', 'no-name'],
  ['ERR_NAME_RESOLUTION_FAILED', 'no-name'],
  ['ERR_DNS_TIMED_OUT', 'no-name'],
  ['ERR_DNS_SERVER_FAILED', 'no-name'],
  ['ERR_INTERNET_DISCONNECTED', 'offline'],
  ['ERR_NETWORK_CHANGED', 'offline'],
  ['ERR_TOO_MANY_REDIRECTS', 'loop'],
  ['ERR_HTTP2_PROTOCOL_ERROR', 'broken'],
  ['ERR_QUIC_PROTOCOL_ERROR', 'broken'],
  ['ERR_INVALID_HTTP_RESPONSE', 'broken'],
]);

/** @source xpcom/base/ErrorList.py, module NETWORK */
const FIREFOX: ReadonlyMap<number, ConnectionFailure> = new Map([
  [13, 'refused'], // NS_ERROR_CONNECTION_REFUSED
  [20, 'refused'], // NS_ERROR_NET_RESET
  [71, 'refused'], // NS_ERROR_NET_INTERRUPT
  [72, 'refused'], // NS_ERROR_PROXY_CONNECTION_REFUSED
  [14, 'silent'], // NS_ERROR_NET_TIMEOUT
  [30, 'no-name'], // NS_ERROR_UNKNOWN_HOST
  [42, 'no-name'], // NS_ERROR_UNKNOWN_PROXY_HOST
  [16, 'offline'], // NS_ERROR_OFFLINE
  [31, 'loop'], // NS_ERROR_REDIRECT_LOOP
]);

/** High 16 bits of `NS_ERROR_MODULE_NETWORK` and of NSS errors. */
const NETWORK_MODULE = 0x804b;
const NSS_MODULE = 0x805a;

/**
 * Decodes the error of a failed navigation if it is about the connection.
 *
 * @param error - as for `certificateCause`
 * @returns `undefined` for certificate errors, for loads the person cancelled, and for unknown errors
 * @throws never
 */
export function connectionFailure(error: string): ConnectionFailure | undefined {
  if (certificateCause(error) !== undefined) return undefined;
  const name = /^net::(ERR_\w{1,80})$/.exec(error)?.[1];
  if (name !== undefined) return CHROMIUM.get(name) ?? (name.startsWith('ERR_SSL_') ? 'broken' : undefined);
  const code = Number(/^Error code (\d{1,12})$/.exec(error)?.[1] ?? Number.NaN);
  const module = Math.floor(code / 0x10000);
  if (module === NETWORK_MODULE) return FIREFOX.get(code % 0x10000);
  return module === NSS_MODULE ? 'broken' : undefined;
}
