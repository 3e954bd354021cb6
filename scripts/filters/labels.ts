import { z } from '../../src/contracts/zod.ts';
import type { Tracker } from '../../src/core/blocking/trackers.ts';
import type { Rule } from './compile.ts';
import type { MatchedRequest, Matcher } from './match.ts';
import { RESOURCE_TYPES } from './parse.ts';

/** Labelled requests, and the accuracy of rules and names on them. */

export interface Label extends MatchedRequest {
  readonly isTracker: boolean;
  /** As in the file; `-` if missing. */
  readonly category: string;
}

const YES =
  'tracker tracking track block blocked blocking ad ads advert advertising analytics social fingerprinting cryptomining session-replay watcher positive yes true 1';
const NO = 'clean none allow allowed benign content functional not-tracker notracker negative no false 0 ok';
const EXPECTED: ReadonlyMap<string, boolean | undefined> = new Map([
  ...YES.split(' ').map((word) => [word, true] as const),
  ...NO.split(' ').map((word) => [word, false] as const),
  ['ambiguous', undefined],
]);

/** Synonyms in filter lists and tools of other browsers. */
const SAME_TYPE: Readonly<Record<string, Label['type']>> = {
  document: 'main_frame',
  subdocument: 'sub_frame',
  iframe: 'sub_frame',
  frame: 'sub_frame',
  img: 'image',
  imageset: 'image',
  css: 'stylesheet',
  style: 'stylesheet',
  xhr: 'xmlhttprequest',
  fetch: 'xmlhttprequest',
  beacon: 'ping',
  eventsource: 'xmlhttprequest',
  manifest: 'other',
};

const requestRow = z.object({
  url: z.string().check(z.minLength(1)),
  sourceUrl: z.string(),
  type: z.string(),
});

const labelRow = z.extend(requestRow, {
  expected: z.union([z.string(), z.boolean(), z.number()]),
  category: z.nullish(z.string()),
});

/**
 * @param text - JSON lines with `url`, `sourceUrl`, `type`, `expected` and optionally `category`
 * @returns the rows except those whose `expected` is `ambiguous`
 * @throws with the number of the invalid line
 */
export function readLabels(text: string): readonly Label[] {
  return eachLine(text, (line, where): readonly Label[] => {
    const { expected, category, ...request } = checkRow(labelRow, parseJson(line, where), where);
    const word = String(expected).trim().toLowerCase();
    if (!EXPECTED.has(word)) {
      throw new Error(`${where}: "${expected}" is none of ${[...EXPECTED.keys()].join(', ')}`);
    }
    const isTracker = EXPECTED.get(word);
    if (isTracker === undefined) return [];
    const named = word === 'true' || word === '1' || /^(track|block|watch|pos|yes)/.test(word) ? '-' : word;
    return [{ ...asRequest(request, where), isTracker, category: category || (isTracker ? named : '-') }];
  });
}

/** Splits at the last comma before a URL, and at the last one: URLs may contain commas, types do not. */
const CSV_ROW = /^"?(.+?)"?\s*,\s*"?((?:https?:\/\/|about:)(?:(?!,\s*"?https?:\/\/).)*?)"?\s*,\s*"?(\w+)"?$/;
const CSV_HEAD = /^"?url"?\s*,\s*"?sourceUrl"?\s*,\s*"?type"?$/i;

/**
 * @param text - JSON lines with `url`, `sourceUrl` and `type`, or lines of `url, sourceUrl, type`; a header and lines that
 *   begin with `#` are skipped
 * @throws with the number of the invalid line
 */
export function readRequests(text: string): readonly MatchedRequest[] {
  return eachLine(text, (line, where): readonly MatchedRequest[] => {
    if (line.startsWith('#') || CSV_HEAD.test(line)) return [];
    if (line.startsWith('{')) {
      return [asRequest(checkRow(requestRow, parseJson(line, where), where), where)];
    }
    const [, url, sourceUrl, type] = CSV_ROW.exec(line) ?? [];
    if (url === undefined || sourceUrl === undefined || type === undefined) {
      throw new Error(`${where} is neither JSON nor "url, sourceUrl, type"`);
    }
    return [asRequest({ url, sourceUrl, type }, where)];
  });
}

function eachLine<Row>(text: string, read: (line: string, where: string) => readonly Row[]): readonly Row[] {
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : read(line.trim(), `line ${index + 1}`)));
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${where} is not JSON`);
  }
}

function checkRow<Row>(schema: z.ZodMiniType<Row>, value: unknown, where: string): Row {
  const parsed = z.safeParse(schema, value);
  if (!parsed.success)
    throw new Error(`${where} lacks ${parsed.error.issues.map(({ path }) => path.join('.')).join(', ')}`);
  return parsed.data;
}

function asRequest({ url, sourceUrl, type }: z.infer<typeof requestRow>, where: string): MatchedRequest {
  if (!URL.canParse(url)) throw new Error(`${where}: "${url}" is no address`);
  return { url, sourceUrl, type: typeOf(type, where) };
}

function typeOf(type: string, where: string): Label['type'] {
  const name = type.trim().toLowerCase();
  const known = SAME_TYPE[name] ?? [...RESOURCE_TYPES, 'main_frame' as const].find((each) => each === name);
  if (!known) throw new Error(`${where}: "${type}" is no type of request`);
  return known;
}

/**
 * @param requests - none of which must be blocked
 * @returns those that are, each with the rule that blocks it
 */
export function findBlocked(
  requests: readonly MatchedRequest[],
  matcher: Matcher,
): readonly { readonly request: MatchedRequest; readonly rule: Rule }[] {
  return requests.flatMap((request) => {
    const rule = matcher(request);
    return rule?.action.type === 'block' ? [{ request, rule }] : [];
  });
}

export interface Score {
  readonly recall: number;
  readonly precision: number;
}

export interface Accuracy {
  readonly blocking: Score;
  readonly naming: Score;
  /** Trackers with the name of a company, not only of a host. */
  readonly owned: number;
  /** Category of the file → blocked and named trackers. */
  readonly categories: ReadonlyMap<string, { count: number; blocked: number; named: number }>;
}

/**
 * A tracker counts as named if the popup would name it: it belongs to a listed company, or the browser blocked it.
 *
 * @param companyOf - look-up in the list of companies
 */
export function measureAccuracy(
  labels: readonly Label[],
  matcher: Matcher,
  companyOf: (host: string) => Tracker | undefined,
): Accuracy {
  const categories = new Map<string, { count: number; blocked: number; named: number }>();
  const hits = { blocking: { right: 0, wrong: 0 }, naming: { right: 0, wrong: 0 } };
  let [trackers, owned] = [0, 0];
  for (const label of labels) {
    const isBlocked = matcher(label)?.action.type === 'block';
    const isOwned = companyOf(new URL(label.url).hostname) !== undefined;
    const isNamed = isBlocked || isOwned;
    if (isBlocked) hits.blocking[label.isTracker ? 'right' : 'wrong'] += 1;
    if (isNamed) hits.naming[label.isTracker ? 'right' : 'wrong'] += 1;
    if (!label.isTracker) continue;
    trackers += 1;
    owned += Number(isOwned);
    const category = categories.get(label.category) ?? { count: 0, blocked: 0, named: 0 };
    category.count += 1;
    category.blocked += Number(isBlocked);
    category.named += Number(isNamed);
    categories.set(label.category, category);
  }
  const score = ({ right, wrong }: { right: number; wrong: number }): Score => ({
    recall: right / trackers,
    precision: right / (right + wrong),
  });
  return { blocking: score(hits.blocking), naming: score(hits.naming), owned: owned / trackers, categories };
}
