/**
 * Parses a line of a filter list, as far as declarativeNetRequest can express it.
 *
 * Our own, although a maintained parser exists: docs/decisions/0027.
 */

export const RESOURCE_TYPES = [
  'csp_report',
  'font',
  'image',
  'media',
  'object',
  'other',
  'ping',
  'script',
  'stylesheet',
  'sub_frame',
  'websocket',
  'xmlhttprequest',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** Conditions of a filter, apart from its URL pattern. */
export interface Limits {
  /** Only these types; empty: all except top-level requests. */
  readonly types: readonly ResourceType[];
  readonly notTypes: readonly ResourceType[];
  readonly party: 'first' | 'third' | undefined;
  /** Only on pages and frames of these domains; empty: everywhere. */
  readonly on: readonly string[];
  readonly notOn: readonly string[];
  /** Not for requests to these domains. */
  readonly notTo: readonly string[];
  readonly isCaseSensitive: boolean;
}

export interface Filter extends Limits {
  readonly line: string;
  readonly isException: boolean;
  /** `$important`: takes precedence over filters without it. */
  readonly isImportant: boolean;
  /** In the syntax of `urlFilter`; empty: any URL. */
  readonly pattern: string;
}

/** Why a line does not become a rule. */
export type LeftOut =
  | 'page-element'
  | 'whole-page'
  | 'regular-expression'
  | 'stand-in'
  | 'other-action'
  | 'domain-pattern'
  | 'too-wide'
  | 'not-ascii'
  | 'unknown-option';

export type Parsed = { readonly filter: Filter } | { readonly leftOut: LeftOut } | undefined;

const TYPE_NAMES: ReadonlyMap<string, readonly ResourceType[]> = new Map([
  ['script', ['script']],
  ['image', ['image']],
  ['stylesheet', ['stylesheet']],
  ['object', ['object']],
  ['xmlhttprequest', ['xmlhttprequest']],
  ['subdocument', ['sub_frame']],
  ['ping', ['ping']],
  ['websocket', ['websocket']],
  ['media', ['media']],
  ['font', ['font']],
  ['other', ['other']],
]);

/** Options that make an exception apply to a whole page. */
const PAGE_EXCEPTIONS: ReadonlySet<string> = new Set(['document', 'doc', 'urlblock']);

/** Options for top-level requests, which are never blocked. */
const PAGE_OPTIONS: ReadonlySet<string> = new Set(['popup', 'document', 'doc']);

const OTHER_ACTIONS: ReadonlySet<string> = new Set(
  'content cookie csp elemhide ehide extension generichide genericblock ghide header hls jsinject jsonprune permissions referrerpolicy removeheader removeparam replace specifichide shide stealth urltransform xmlprune app network method to inline-script inline-font'.split(
    ' ',
  ),
);

/** `##`, `#@#`, `#%#`, `#$#`, `#?#`, `#$?#`, `$$`, `$@$`: cosmetic filters, which do not concern requests. */
const PAGE_ELEMENT = /#@?(?:\$\?|[$%?])?#|\$@?\$/;

const DOMAIN = /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/;

/** Shorter patterns match too much. */
const MIN_LETTERS = 4;

/** @returns `undefined` for a comment, a directive or an empty line */
export function parseFilter(line: string): Parsed {
  const text = line.trim();
  if (text === '' || text.startsWith('!')) return undefined;
  if (PAGE_ELEMENT.test(text)) return { leftOut: 'page-element' };
  if (text.startsWith('[')) return undefined;
  const isException = text.startsWith('@@');
  const [address, options] = splitOptions(isException ? text.slice(2) : text);
  if (/^\/.*\/$/.test(address) && /[\\[\](){}+?^|$]/.test(address)) return { leftOut: 'regular-expression' };
  const limits = readOptions(options, isException);
  if (typeof limits === 'string') return { leftOut: limits };
  const { isPageException, ...kept } = limits;
  const pattern = plainPattern(address);
  if (/[^ -~]/.test(pattern)) return { leftOut: 'not-ascii' };
  const host = hostOf(pattern);
  if (isPageException) {
    // An exception for a whole page covers everything the page requests.
    if (host === undefined) return { leftOut: 'too-wide' };
    return { filter: { ...kept, line: text, isException, pattern: '', on: [host] } };
  }
  if (host === undefined && lettersIn(pattern) < MIN_LETTERS && kept.on.length === 0)
    return { leftOut: 'too-wide' };
  if (pattern.startsWith('||*')) return { leftOut: 'too-wide' };
  return { filter: { ...kept, line: text, isException, pattern } };
}

/** Host of a pattern that matches exactly a host with its subdomains. */
export function hostOf(pattern: string): string | undefined {
  const [, host] = /^\|\|([a-z0-9_.-]+)\^$/.exec(pattern) ?? [];
  return host !== undefined && DOMAIN.test(host) ? host : undefined;
}

/** Host at the start of a pattern. */
export function anchorOf(pattern: string): string | undefined {
  const [, host] = /^\|\|([a-z0-9_.-]+)[/^:?]/.exec(pattern) ?? [];
  return host !== undefined && DOMAIN.test(host) ? host : undefined;
}

function splitOptions(text: string): readonly [string, readonly string[]] {
  for (let at = text.lastIndexOf('$'); at >= 0; at = text.lastIndexOf('$', at - 1)) {
    const options = text.slice(at + 1);
    if (/^~?[a-z0-9_-]+(=|,|$)/i.test(options)) return [text.slice(0, at), options.split(/(?<!\\),/)];
    if (at === 0) break;
  }
  return [text, []];
}

type Options = Omit<Filter, 'line' | 'isException' | 'pattern'> & { isPageException: boolean };

function readOptions(options: readonly string[], isException: boolean): Options | LeftOut {
  const types: ResourceType[] = [];
  const notTypes: ResourceType[] = [];
  let on: readonly string[] = [];
  let notOn: readonly string[] = [];
  let notTo: readonly string[] = [];
  let party: Options['party'];
  let isImportant = false;
  let isCaseSensitive = false;
  let isPageException = false;
  let isPage = false;
  let hasStandIn = false;
  for (const option of options) {
    const [name = '', value = ''] = split(option.trim(), '=');
    const isNot = name.startsWith('~');
    const key = isNot ? name.slice(1) : name;
    const named = TYPE_NAMES.get(key);
    if (named) (isNot ? notTypes : types).push(...named);
    else if (key === 'third-party' || key === '3p' || key === 'strict-third-party')
      party = isNot ? 'first' : 'third';
    else if (key === 'first-party' || key === '1p' || key === 'strict-first-party')
      party = isNot ? 'third' : 'first';
    else if (key === 'important') isImportant = true;
    else if (key === 'match-case') isCaseSensitive = !isNot;
    else if (key === 'domain' || key === 'from') {
      const names = value.toLowerCase().split('|');
      const wanted = names.filter((entry) => !entry.startsWith('~'));
      on = wanted.filter((entry) => DOMAIN.test(entry));
      if (wanted.length > 0 && on.length === 0) return 'domain-pattern';
      notOn = names.flatMap((entry) =>
        entry.startsWith('~') && DOMAIN.test(entry.slice(1)) ? [entry.slice(1)] : [],
      );
    } else if (key === 'denyallow') notTo = value.toLowerCase().split('|');
    else if (key === 'redirect' || key === 'redirect-rule' || key === 'empty' || key === 'mp4')
      hasStandIn = true;
    else if (isException && PAGE_EXCEPTIONS.has(key) && !isNot) isPageException = true;
    else if (PAGE_OPTIONS.has(key)) isPage ||= !isNot;
    else if (OTHER_ACTIONS.has(key)) return 'other-action';
    // `all` means any type, like no type; `_` is padding.
    else if (key !== 'all' && !/^_*$/.test(key)) return 'unknown-option';
  }
  // Without a domain it acts like a block; on a single site the replacement keeps the page working.
  if (hasStandIn && (isException || on.length > 0)) return 'stand-in';
  if (isPage && types.length === 0) return 'whole-page';
  return { types, notTypes, party, on, notOn, notTo, isCaseSensitive, isImportant, isPageException };
}

function split(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Removes redundant wildcards at the ends, unless the pattern would then be a host. */
function plainPattern(address: string): string {
  const plain = address.replace(/^\*+(?!\|)/, '').replace(/\*+$/, '');
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+\^$/i.test(plain) && !address.startsWith('|') ? plain : lowerHost(plain);
}

function lowerHost(pattern: string): string {
  return pattern.replace(/^\|\|[^/^:?*]+/, (start) => start.toLowerCase());
}

function lettersIn(pattern: string): number {
  return pattern.replace(/[^a-z0-9]/gi, '').length;
}
