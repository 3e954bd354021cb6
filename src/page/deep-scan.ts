/** `src` is '' for inline scripts. */
export interface Script {
  readonly src: string;
  readonly text: string;
}

/** Result of the deep scan in one frame. */
export interface RawDeepScan {
  readonly origin: string;
  readonly keepsData: boolean;
  /** Origins of local hosts that were requested. */
  readonly near: string[];
  /** URLs of one-pixel images. */
  readonly pictures: string[];
  /** Number of cookies that scripts of this frame can read. */
  readonly cookies: number;
  /** Names of open-source fingerprinting and recording libraries. */
  readonly libraries: string[];
}

const MAX_ENTRIES = 10_000;
const MAX_NEAR = 100;
const MAX_PICTURES = 100;
const MAX_ADDRESS = 2000;
const MAX_COOKIES = 1000;
const MAX_SCRIPTS = 200;
/** Longer than any host with port. */
const MAX_ORIGIN = 300;

/** IP addresses, names without a dot, and names with a local suffix. */
const NEAR =
  /^(?:https?|wss?):\/\/(?:\[[^\]]*\]|[\d.]+|[^/:.]+|[^/:]+\.(?:localhost|local|lan|home|internal))(?::\d+)?(?=\/|$)/;

/** Scans this frame for requests to local hosts, stored data, images and libraries. Changes nothing. */
export function deepScan(librariesIn: (scripts: readonly Script[]) => string[]): RawDeepScan {
  return {
    origin: self.origin,
    keepsData: keepsData(),
    near: near(),
    pictures: pictures(),
    cookies: cookies(),
    libraries: librariesIn(scripts()),
  };
}

/** Includes cookies set by scripts or with the frame itself, whose host is not in the page's resource timing. */
function cookies(): number {
  if (window === top) return 0;
  try {
    const { cookie } = document;
    return cookie === '' ? 0 : Math.min(cookie.split(';').length, MAX_COOKIES);
  } catch {
    // Access is denied, such as in a sandbox.
    return 0;
  }
}

function scripts(): Script[] {
  const loaded = performance.getEntriesByType('resource').slice(0, MAX_ENTRIES);
  return [
    ...[...document.scripts].slice(0, MAX_SCRIPTS).map(({ src, text }) => ({ src, text })),
    ...loaded.flatMap(({ name }) => (/\.m?js(?:[?#]|$)/.test(name) ? [{ src: name, text: '' }] : [])),
  ];
}

/**
 * Checks web storage only: querying databases or caches makes the browser write a record of the frame's site to disk
 * (seen in Chromium 156 and Firefox 153).
 */
function keepsData(): boolean {
  try {
    return localStorage.length > 0 || sessionStorage.length > 0;
  } catch {
    // Access is denied, such as in a sandbox.
    return false;
  }
}

function near(): string[] {
  const found = new Set<string>();
  for (const { name } of performance.getEntriesByType('resource').slice(0, MAX_ENTRIES)) {
    const [origin = ''] = NEAR.exec(name) ?? [];
    if (origin !== '' && origin.length <= MAX_ORIGIN) found.add(origin);
    if (found.size >= MAX_NEAR) break;
  }
  return [...found];
}

/** One-pixel images. In the top frame not those at the end of `body`, which count visits of the page itself. */
function pictures(): string[] {
  const found = new Set<string>();
  for (const { complete, naturalWidth, naturalHeight, parentElement, src } of [...document.images].slice(
    0,
    MAX_ENTRIES,
  )) {
    const isDot = complete && naturalWidth * naturalHeight === 1;
    if (!isDot || src.length > MAX_ADDRESS || !/^https?:/.test(src)) continue;
    if (window !== top || parentElement !== document.body) found.add(src);
    if (found.size >= MAX_PICTURES) break;
  }
  return [...found];
}
