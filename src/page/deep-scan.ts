/** `src` is '' for one that stands in the page. */
export interface Script {
  readonly src: string;
  readonly text: string;
}

/** What one frame tells of itself for the deep scan. */
export interface RawDeepScan {
  readonly origin: string;
  readonly keepsData: boolean;
  /** Origins of machines near by that were asked for. */
  readonly near: string[];
  /** Addresses of pictures of one dot, which nobody can see. */
  readonly pictures: string[];
  /** How many cookies scripts of this frame can read. */
  readonly cookies: number;
  /** Names of open libraries that recognise a computer or record what is done. */
  readonly libraries: string[];
}

const MAX_ENTRIES = 10_000;
const MAX_NEAR = 100;
const MAX_PICTURES = 100;
const MAX_ADDRESS = 2000;
const MAX_COOKIES = 1000;
const MAX_SCRIPTS = 200;
/** Longer than any host with its port: no machine answers there. */
const MAX_ORIGIN = 300;

/** An address in numbers, or a name without a dot or with an ending that only a local network has. */
const NEAR =
  /^(?:https?|wss?):\/\/(?:\[[^\]]*\]|[\d.]+|[^/:.]+|[^/:]+\.(?:localhost|local|lan|home|internal))(?::\d+)?(?=\/|$)/;

/** Reads who this frame asked near by, whether it keeps data, and which pictures came. Changes nothing. */
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

/** Those that a script set, or that came with the frame itself, which no list of what was loaded has. */
function cookies(): number {
  if (window === top) return 0;
  try {
    const { cookie } = document;
    return cookie === '' ? 0 : Math.min(cookie.split(';').length, MAX_COOKIES);
  } catch {
    // Where the browser keeps others from it.
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
 * Of what lasts, only one kind of storage: to be asked for databases or caches makes the browser write a note on the frame's site
 * to the disk, where it had none (seen in Chromium 156 and Firefox 153).
 */
function keepsData(): boolean {
  try {
    return localStorage.length > 0 || sessionStorage.length > 0;
  } catch {
    // Where the browser keeps others from it.
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

/** What came and shows nothing. Letters are deep in a page; what counts visits of the page itself hangs at its end. */
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
