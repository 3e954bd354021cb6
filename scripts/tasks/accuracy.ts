/** `npm run bench:accuracy -- FILE`: how many labelled requests are blocked and named rightly. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TrackerOwners, trackerList } from '../../src/data/trackers.ts';
import { BROWSER_NAMES } from '../browsers.ts';
import { buildData } from '../data.ts';
import type { Rule } from '../filters/compile.ts';
import { measureAccuracy, readLabels, type Score } from '../filters/labels.ts';
import { createMatcher } from '../filters/match.ts';
import { ROOT } from '../tools.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error(
    'Which file? npm run bench:accuracy -- FILE (JSON lines with url, sourceUrl, type, expected)',
  );
  process.exit(2);
}

await buildData();
const generated = (name: string) => JSON.parse(readFileSync(join(ROOT, 'src/data/generated', name), 'utf8'));
const { byHost } = trackerList((generated('trackers.json') as { owners: TrackerOwners }).owners);

const labels = readOrStop(file);
const share = (value: number) => value.toFixed(3);
const line = (what: string, { recall, precision }: Score) =>
  `${what} recall ${share(recall)} precision ${share(precision)}`;

const watchers = labels.filter(({ isWatcher }) => isWatcher).length;
console.log(
  `${labels.length} requests count: ${watchers} of watchers, ${labels.length - watchers} of others`,
);
// Chromium last: its two lines end the answer.
for (const browser of BROWSER_NAMES.toReversed()) {
  const rules = generated(`rules-${browser}.json`) as Rule[];
  const { blocking, naming, owned, categories } = measureAccuracy(labels, createMatcher(rules), byHost);
  console.log(
    `\n${browser}: ${rules.length} rules; the company is named for ${share(owned)} of the watchers`,
  );
  for (const [category, { count, blocked, named }] of [...categories].toSorted()) {
    console.log(`  ${category}: ${count}, blocked ${share(blocked / count)}, named ${share(named / count)}`);
  }
  console.log(line('blocking', blocking));
  console.log(line('naming', naming));
}

function readOrStop(path: string) {
  try {
    return readLabels(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
