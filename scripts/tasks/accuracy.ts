/**
 * `npm run bench:accuracy -- FILE --must-come FILE`: accuracy of blocking and naming on labelled requests, and requests
 * that must not be blocked. Either file may be omitted.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type TrackerOwners, trackerList } from '../../src/data/trackers.ts';
import { BROWSER_NAMES } from '../browsers.ts';
import { buildData } from '../data.ts';
import type { Rule } from '../filters/compile.ts';
import {
  type Accuracy,
  findBlocked,
  measureAccuracy,
  readLabels,
  readRequests,
  type Score,
} from '../filters/labels.ts';
import { createMatcher, type MatchedRequest, type Matcher } from '../filters/match.ts';
import { readJson } from '../tools.ts';

const { values, positionals } = parseOrStop();
const [file] = positionals;
const { 'must-come': mustComeFile } = values;
if (positionals.length > 1 || (file === undefined && mustComeFile === undefined)) {
  stop(
    'Which file? npm run bench:accuracy -- FILE (JSON lines with url, sourceUrl, type, expected), --must-come FILE (url, sourceUrl, type), or both',
    2,
  );
}
const labels = file === undefined ? undefined : readOrStop(file, readLabels);
const mustCome = mustComeFile === undefined ? undefined : readOrStop(mustComeFile, readRequests);

await buildData();
const { byHost } = trackerList(
  readJson<{ owners: TrackerOwners }>('src/data/generated/trackers.json').owners,
);

const share = (value: number) => value.toFixed(3);
const line = (what: string, { recall, precision }: Score) =>
  `${what} recall ${share(recall)} precision ${share(precision)}`;

if (labels) {
  const trackers = labels.filter(({ isTracker }) => isTracker).length;
  console.log(
    `${labels.length} requests count: ${trackers} of trackers, ${labels.length - trackers} of others`,
  );
}
// Chromium last: programs read the final lines.
for (const browser of BROWSER_NAMES.toReversed()) {
  const rules = readJson<Rule[]>(`src/data/generated/rules-${browser}.json`);
  const matcher = createMatcher(rules);
  console.log(`\n${browser}: ${rules.length} rules`);
  if (labels) tellAccuracy(measureAccuracy(labels, matcher, byHost));
  if (mustCome) tellMustCome(mustCome, matcher);
}

function tellAccuracy({ blocking, naming, owned, categories }: Accuracy): void {
  console.log(`the company is named for ${share(owned)} of the trackers`);
  for (const [category, { count, blocked, named }] of [...categories].toSorted()) {
    console.log(`  ${category}: ${count}, blocked ${share(blocked / count)}, named ${share(named / count)}`);
  }
  console.log(line('blocking', blocking));
  console.log(line('naming', naming));
}

function tellMustCome(requests: readonly MatchedRequest[], matcher: Matcher): void {
  const stopped = findBlocked(requests, matcher);
  for (const { request, rule } of stopped) {
    console.log(`  stopped by rule ${rule.id}: ${request.type} ${request.url} for ${request.sourceUrl}`);
  }
  console.log(`must come ${requests.length - stopped.length} of ${requests.length}`);
}

function parseOrStop() {
  try {
    return parseArgs({ allowPositionals: true, options: { 'must-come': { type: 'string' } } });
  } catch (error) {
    return stop(messageOf(error), 2);
  }
}

function readOrStop<Read>(path: string, read: (text: string) => Read): Read {
  try {
    return read(readFileSync(path, 'utf8'));
  } catch (error) {
    return stop(`${path}: ${messageOf(error)}`, 1);
  }
}

function stop(message: string, code: number): never {
  console.error(message);
  process.exit(code);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
