import type { BrowserName } from '../../scripts/browsers.ts';

/** Channels in which a browser may keep traces. Each gets a unique canary, so that a trace shows its channel. */
export const CHANNELS = {
  'host-name': 'host name of a visited site',
  url: 'URL of a visited page',
  query: 'query string of a URL',
  fragment: 'fragment of a URL',
  title: 'title of a page',
  referrer: 'referrer of a page',
  'history-state': 'state passed to pushState',
  'pushed-url': 'URL passed to pushState',
  'closed-tab': 'URL of a closed tab',
  'closed-tab-title': 'title of a closed tab',
  'favicon-url': 'URL of a favicon',
  'user-in-url': 'user name in a URL',
  'password-in-url': 'password in a URL',
  'cookie-session': 'session cookie',
  'cookie-lasting': 'persistent cookie',
  'cookie-http-only': 'HttpOnly cookie',
  'cookie-script': 'cookie set by a script',
  'cookie-partitioned': 'partitioned cookie of a frame',
  'frame-host': 'host name of a frame',
  'cache-page': 'page in the cache',
  'cache-script': 'script in the cache',
  'cache-script-url': 'URL of a script',
  'cache-style': 'style sheet in the cache',
  'cache-picture': 'image in the cache',
  'cache-fetch': 'fetch response in the cache',
  'cache-gzip': 'page in the cache, sent as gzip',
  'cache-brotli': 'page in the cache, sent as brotli',
  'local-storage': 'localStorage',
  'session-storage': 'sessionStorage',
  'indexed-db': 'IndexedDB',
  'indexed-db-name': 'name of an IndexedDB database',
  'indexed-db-blob': 'blob in IndexedDB',
  'cache-storage-url': 'URL in CacheStorage',
  'cache-storage': 'response in CacheStorage',
  'service-worker-url': 'URL of a service worker',
  'service-worker': 'script of a service worker',
  'opfs-name': 'name of an OPFS file',
  opfs: 'content of an OPFS file',
  'closed-site-store': 'response in CacheStorage of a site whose pages were closed',
  'form-text': 'text sent with a form',
  'form-unsent': 'text typed and not sent',
  'sign-in-name': 'user name of a sign-in',
  'sign-in-password': 'password of a sign-in',
  'basic-user': 'user name of HTTP authentication',
  'basic-password': 'password of HTTP authentication',
  'basic-realm': 'realm of HTTP authentication',
  'download-url': 'URL of a downloaded file',
  'download-name': 'name of a downloaded file',
  'download-content': 'content of a downloaded file',
  'permission-host': 'site with a permission',
  'zoom-host': 'site with a zoom level',
  'zoom-closed-host': 'site with a zoom level, pages closed',
  'hsts-host': 'site that sends HSTS',
  'clicked-host': 'site with a recorded click',
  'media-host': 'site with DRM media',
  'group-url': 'URL in a tab group',
  'group-title': 'page title in a tab group',
  'bookmark-url': 'URL of a bookmark',
  'bookmark-title': 'title of a bookmark',
  word: 'word added to the dictionary',
  notification: 'text of a notification',
  'saved-address': 'name in a saved address',
  'saved-card': 'name on a saved card',
  'disk-page-url': 'name of a local HTML file',
  'disk-page-store': 'storage of a local HTML file',
  'typed-url': 'URL typed into the address bar',
  'found-words': 'text searched for in a page',
  'typed-words': 'text typed into a form and sent',
  'reopened-url': 'URL of a closed and reopened tab',
  'printed-title': 'title of a page, printing cancelled',
  'allowed-host': 'site with a permission granted by a click',
  'group-name': 'name of a tab group',
  'closed-group-url': 'URL in a closed tab group',
  'closed-group-name': 'name of a closed tab group',
  'reading-url': 'URL in the reading list',
  'reading-title': 'title in the reading list',
  'saved-page': 'text of a saved page',
  'saved-page-name': 'file name of a saved page',
  'saved-page-part': 'image saved with a page',
  'saved-link': 'content of a file saved by “Save link”',
  'given-name': 'name typed when saving a file',
} as const;

export type Channel = keyof typeof CHANNELS;
export const CHANNEL_IDS = Object.keys(CHANNELS) as readonly Channel[];

/** Simulated keyboard and mouse; the browser's driver; or a call of the browser or the extension. */
export type Planter = 'hand' | 'driver' | 'interface';

/** By hand with a display, otherwise by an interface. */
const BY_HAND = [
  ...(['zoom-host', 'zoom-closed-host', 'group-url', 'group-title'] as const),
  ...(['bookmark-url', 'bookmark-title', 'word'] as const),
] as const satisfies readonly Channel[];

const BY_HAND_ONLY = [
  ...(['typed-url', 'found-words', 'typed-words', 'reopened-url', 'printed-title', 'allowed-host'] as const),
  ...(['group-name', 'closed-group-url', 'closed-group-name', 'reading-url', 'reading-title'] as const),
  ...(['saved-page', 'saved-page-name', 'saved-page-part', 'saved-link', 'given-name'] as const),
] as const satisfies readonly Channel[];

const BY_INTERFACE = [
  ...(['permission-host', 'saved-address', 'saved-card'] as const),
] as const satisfies readonly Channel[];

/** @returns `undefined` if only hands can plant it, and there are none */
export function planterOf(channel: Channel, hasHands: boolean): Planter | undefined {
  const isOf = (list: readonly Channel[]) => list.includes(channel);
  if (isOf(BY_HAND_ONLY)) return hasHands ? 'hand' : undefined;
  if (isOf(BY_HAND)) return hasHands ? 'hand' : 'interface';
  return isOf(BY_INTERFACE) ? 'interface' : 'driver';
}

/** Reasons why a channel is empty even without clearing. A run without a tidy must find all others. */
export const NEVER_FOUND: { readonly [Name in BrowserName]: Partial<Record<Channel, string>> } = {
  chromium: {
    'sign-in-password': 'saved only when the person says yes, and encrypted',
    'basic-realm': 'held in memory only',
    'media-host': 'the one protection that needs no licence leaves no record',
    'found-words': 'held in memory only',
  },
  firefox: {
    'sign-in-name':
      'saved only when the person says yes, and encrypted; no form entry in a form with a password',
    'sign-in-password': 'saved only when the person says yes, and encrypted',
    'basic-realm': 'held in memory only',
    notification: 'on disk only while it is shown: quitting takes it away',
    'found-words': 'held in memory only',
    'reading-url': 'it has no such list',
    'reading-title': 'it has no such list',
  },
};

export interface Canaries {
  readonly prefix: string;
  readonly idLength: number;
  readonly of: Readonly<Record<Channel, string>>;
}

const ID_LENGTH = 3;

/**
 * Three letters without digits: spell checkers ignore words with digits, so those could not be added to a dictionary.
 */
function lettersOf(index: number): string {
  const letter = (part: number) => String.fromCharCode(97 + (part % 26));
  return letter(index / 676) + letter(index / 26) + letter(index);
}

/** @param seed - lower-case letters that make the canaries of a run unique */
export function mintCanaries(seed: string): Canaries {
  const prefix = `qz${seed}`;
  const entries = CHANNEL_IDS.map((channel, index) => {
    const id = lettersOf(index * 7);
    return [channel, prefix + id] as const;
  });
  return { prefix, idLength: ID_LENGTH, of: Object.fromEntries(entries) as Record<Channel, string> };
}
