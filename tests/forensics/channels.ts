import type { BrowserName } from '../../scripts/browsers.ts';

/**
 * Every channel in which a browser may keep a trace. Each gets a canary of its own, so that a trace
 * on disk tells which channel left it.
 */
export const CHANNELS = {
  'host-name': 'host name of a visited site',
  url: 'address of a visited page',
  query: 'words behind the ? of an address',
  fragment: 'words behind the # of an address',
  title: 'title of a page',
  referrer: 'address a link was followed from',
  'history-state': 'state that a page put into the tab’s history',
  'pushed-url': 'address that a page put into the tab’s history',
  'closed-tab': 'address of a closed tab',
  'closed-tab-title': 'title of a closed tab',
  'favicon-url': 'address of a page’s picture',
  'user-in-url': 'user name in an address',
  'password-in-url': 'password in an address',
  'cookie-session': 'cookie for the session',
  'cookie-lasting': 'lasting cookie',
  'cookie-http-only': 'cookie out of reach of scripts',
  'cookie-script': 'cookie written by a script',
  'cookie-partitioned': 'partitioned cookie of a frame',
  'frame-host': 'host name of a frame',
  'cache-page': 'page in the cache',
  'cache-script': 'script in the cache',
  'cache-script-url': 'address of a script',
  'cache-style': 'style sheet in the cache',
  'cache-picture': 'picture in the cache',
  'cache-fetch': 'fetched words in the cache',
  'cache-gzip': 'page in the cache, sent as gzip',
  'cache-brotli': 'page in the cache, sent as brotli',
  'local-storage': 'localStorage',
  'session-storage': 'sessionStorage',
  'indexed-db': 'IndexedDB',
  'indexed-db-name': 'name of an IndexedDB',
  'indexed-db-blob': 'file inside an IndexedDB',
  'cache-storage-url': 'address in the CacheStorage',
  'cache-storage': 'answer in the CacheStorage',
  'service-worker-url': 'address of a service worker',
  'service-worker': 'script of a service worker',
  'opfs-name': 'name of a file in the site’s own file system',
  opfs: 'file in the site’s own file system',
  'closed-site-store': 'answer in the CacheStorage of a site whose pages were closed',
  'form-text': 'words sent with a form',
  'form-unsent': 'words typed and not sent',
  'sign-in-name': 'user name of a sign-in',
  'sign-in-password': 'password of a sign-in',
  'basic-user': 'user name of an HTTP sign-in',
  'basic-password': 'password of an HTTP sign-in',
  'basic-realm': 'name of an HTTP sign-in',
  'download-url': 'address of a saved file',
  'download-name': 'name of a saved file',
  'download-content': 'content of a saved file',
  'permission-host': 'site with a right that was given to it',
  'zoom-host': 'site with a zoom of its own',
  'zoom-closed-host': 'site with a zoom of its own whose pages were closed',
  'hsts-host': 'site that demands a protected address',
  'clicked-host': 'site in which somebody clicked',
  'media-host': 'site with protected media',
  'group-url': 'address of a page in a group of tabs',
  'group-title': 'title of a page in a group of tabs',
  'bookmark-url': 'address of a bookmark',
  'bookmark-title': 'title of a bookmark',
  word: 'word added to the dictionary',
  notification: 'words of a notification',
  'saved-address': 'name in a saved address',
  'saved-card': 'name on a saved card',
  'disk-page-url': 'name of a page from the disk',
  'disk-page-store': 'what a page from the disk stored',
} as const;

export type Channel = keyof typeof CHANNELS;
export const CHANNEL_IDS = Object.keys(CHANNELS) as readonly Channel[];

/** Why a search finds nothing of a channel even when nothing is cleared. A run without a tidy must find the rest. */
export const NEVER_FOUND: { readonly [Name in BrowserName]: Partial<Record<Channel, string>> } = {
  chromium: {
    'sign-in-password': 'saved only when the person says yes, and encrypted',
    'basic-realm': 'held in memory only',
    'media-host': 'the one protection that needs no licence leaves no record',
  },
  firefox: {
    'sign-in-name':
      'saved only when the person says yes, and encrypted; no form entry in a form with a password',
    'sign-in-password': 'saved only when the person says yes, and encrypted',
    'basic-realm': 'held in memory only',
    notification: 'on disk only while it is shown: quitting takes it away',
  },
};

export interface Canaries {
  readonly prefix: string;
  readonly idLength: number;
  readonly of: Readonly<Record<Channel, string>>;
}

const ID_LENGTH = 3;

/** @param seed - lower-case letters; makes the canaries of one run unlike those of any other */
export function mintCanaries(seed: string): Canaries {
  const prefix = `qz${seed}`;
  const entries = CHANNEL_IDS.map((channel, index) => {
    const id = (36 ** (ID_LENGTH - 1) + index * 7).toString(36);
    return [channel, prefix + id] as const;
  });
  return { prefix, idLength: ID_LENGTH, of: Object.fromEntries(entries) as Record<Channel, string> };
}
