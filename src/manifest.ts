import type { BrowserKind } from '#core/session/browser-kind.ts';

/** Public key that fixes the id of unpacked installs; its private key was discarded. */
const CHROMIUM_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEArS+Hdb3KNpkJBhTLQkO93l8DTnddZh7LwpCQmPrUh6y2sfAlDDu4ncpWG8DZ//9h41kkoWkd34EILGieEDLVjfzT7w2fdABDe7dfCvVx6e+fLq0JqRXVlxNabhnKqPTFCQ6BjQaXmaJFQ/1Zx9pNGp3RGuIV5hNFcGIWoIHermcu5nRLBLUF60bk3VX6zisqWHuyoisTULfVAGnzQ3xppcYldqX6K8dqabWWOsI091TApORVBXMKCrreSLYb/uKPgy9Rp2C/bqLCtSjAT+xsef4Bug+cmy2V9HXjnvT9QcCs0Dd3+96FrEPV0uGRnNDjUX2wYkWPYRoiArAxA3WSUwIDAQAB';

const GECKO_ID = '{6f1d2c8e-53a7-4b0f-9c2e-7d4a81b6e0f3}';

/** Each has a section in docs/permissions.md; a test compares. */
const PERMISSIONS = [
  'browsingData',
  'clipboardWrite',
  'contextMenus',
  'cookies',
  'declarativeNetRequest',
  'downloads',
  'history',
  'idle',
  'privacy',
  'scripting',
  'sessions',
  'storage',
  'webNavigation',
  'webRequest',
] as const;

/** Firefox only. */
const FIREFOX_PERMISSIONS = ['browserSettings', 'captivePortal', 'webRequestBlocking'] as const;

/** Web pages only: not files, not FTP, not the browser's own pages. */
const HOSTS = ['http://*/*', 'https://*/*'];

/**
 * Guards secrets from the first page on. In the manifest, because a script that is registered by the background misses
 * the pages that open while the browser starts.
 */
export const CONTENT_SCRIPT = {
  js: ['page.js'],
  matches: HOSTS,
  all_frames: true,
  // Documents without a URL of their own: `srcdoc`, `about:blank`, `blob:`, `data:`, windows to write into.
  match_origin_as_fallback: true,
  run_at: 'document_start' as const,
};

/** Of an install that nobody has started. */
const TOOLBAR_ICONS = { 16: 'icon/table-outline-16.png', 32: 'icon/table-outline-32.png' };

const ICONS = {
  16: 'icon/table-16.png',
  32: 'icon/table-32.png',
  48: 'icon/table-48.png',
  128: 'icon/table-128.png',
};

/** Extension pages load and send nothing over the network; the browser enforces it. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The manifest, except for what the build derives from the entrypoints.
 *
 * Chrome 120: `storage.session` with 10 MB (112) and partitioned cookies (119), with a small margin.
 * Firefox 140: oldest supported ESR, and the first to declare that no data is collected
 * (`data_collection_permissions`).
 */
export function manifestFor(browser: BrowserKind) {
  const common = {
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: [...PERMISSIONS],
    declarative_net_request: { rule_resources: [{ id: 'requests', path: 'requests.json', enabled: false }] },
    host_permissions: [...HOSTS],
    content_scripts: [CONTENT_SCRIPT],
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    icons: ICONS,
    action: { default_title: 'Clean Table', default_icon: TOOLBAR_ICONS },
    commands: {
      _execute_action: { suggested_key: { default: 'Ctrl+Shift+8' } },
      hide: { suggested_key: { default: 'Alt+Shift+Q' }, description: '__MSG_commandHide__' },
      'tidy-now': { suggested_key: { default: 'Alt+Shift+L' }, description: '__MSG_commandTidy__' },
    },
  };
  if (browser === 'chromium') {
    return {
      ...common,
      key: CHROMIUM_KEY,
      minimum_chrome_version: '120',
      incognito: 'spanning' as const,
      // Firefox needs no schema for managed storage.
      storage: { managed_schema: 'managed.json' },
    };
  }
  return {
    ...common,
    permissions: [...PERMISSIONS, ...FIREFOX_PERMISSIONS],
    incognito: 'spanning' as const,
    browser_specific_settings: {
      gecko: {
        id: GECKO_ID,
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}
