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
  'hsts-host': 'site that sends HSTS',
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
  'typed-url': 'address typed into the address bar',
  'found-words': 'words looked for in a page',
  'typed-words': 'words typed into a form and sent',
  'reopened-url': 'address of a tab that was closed and opened again',
  'printed-title': 'title of a page of which the print was cancelled',
  'allowed-host': 'site that asked for something and got it by a click',
  'group-name': 'name given to a group of tabs',
  'closed-group-url': 'address of a page in a group that was closed',
  'closed-group-name': 'name given to a group that was closed',
  'reading-url': 'address in the reading list',
  'reading-title': 'title in the reading list',
  'saved-page': 'words of a page that was saved',
  'saved-page-name': 'name of the file of a page that was saved',
  'saved-page-part': 'picture saved with a page',
  'saved-link': 'content of a file whose link was saved',
  'given-name': 'name given to a file when it was saved',
} as const;

export type Channel = keyof typeof CHANNELS;
export const CHANNEL_IDS = Object.keys(CHANNELS) as readonly Channel[];

/** Real keys and a real mouse; the driver of the browser; or a call that the browser or the extension makes. */
export type Planter = 'hand' | 'driver' | 'interface';

/** By hand where there is a desktop, else by an interface. */
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

/** @returns nothing when only hands could, and there are none */
export function planterOf(channel: Channel, hasHands: boolean): Planter | undefined {
  const isOf = (list: readonly Channel[]) => list.includes(channel);
  if (isOf(BY_HAND_ONLY)) return hasHands ? 'hand' : undefined;
  if (isOf(BY_HAND)) return hasHands ? 'hand' : 'interface';
  return isOf(BY_INTERFACE) ? 'interface' : 'driver';
}

/** Why a search finds nothing of a channel even when nothing is cleared. A run without a tidy must find the rest. */
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

/** Three of 26, and no digits: a word with one is never called wrong, so nobody could add it to the dictionary. */
function lettersOf(index: number): string {
  const letter = (part: number) => String.fromCharCode(97 + (part % 26));
  return letter(index / 676) + letter(index / 26) + letter(index);
}

/** @param seed - lower-case letters; makes the canaries of one run unlike those of any other */
export function mintCanaries(seed: string): Canaries {
  const prefix = `qz${seed}`;
  const entries = CHANNEL_IDS.map((channel, index) => {
    const id = lettersOf(index * 7);
    return [channel, prefix + id] as const;
  });
  return { prefix, idLength: ID_LENGTH, of: Object.fromEntries(entries) as Record<Channel, string> };
}
