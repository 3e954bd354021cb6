/**
 * `npm run test:forensics`: what a session leaves on disk, channel by channel: without clearing, after the browser's
 * own clearing, after a tidy, and after what a person can then do by hand. Writes the tables into docs/leaving.md.
 *
 * The browsers run on a virtual display with keyboard and mouse (Xvfb and xdotool). Without these, marks that only
 * hands can plant are omitted, and nothing is written.
 *
 * `-- --browser firefox` measures one browser only, `-- --way everything` one way only; neither writes anything.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHANNEL_IDS, CHANNELS, type Channel, planterOf } from '../../tests/forensics/channels.ts';
import {
  BY_HAND,
  mintSeed,
  notPlanted,
  type Residue,
  runSession,
  WAYS,
  type WayName,
} from '../../tests/forensics/run.ts';
import { BROWSER_NAMES, type BrowserName, findDesktopTools } from '../browsers.ts';
import { markdownTable } from '../markdown.ts';
import { ROOT, runTool } from '../tools.ts';

const { values } = parseArgs({ options: { browser: { type: 'string' }, way: { type: 'string' } } });
const isWanted = (way: string) => values.way === undefined || values.way === way;
const browsers = BROWSER_NAMES.filter((name) => values.browser === undefined || name === values.browser);
const wayNames = Object.keys(WAYS) as readonly WayName[];
/** The manual steps follow this way. */
const TIDIED: WayName = 'since I sat down';

interface Column {
  readonly browser: BrowserName;
  readonly way: string;
  readonly residue: Residue;
}

const tools = findDesktopTools();
const hasHands = tools !== undefined;
if (!hasHands) console.log('No Xvfb and xdotool: what only hands do is left out, and nothing is written.');

const columns: Column[] = [];
const byHand: Column[] = [];
// In parallel; each browser has its own display.
await Promise.all(browsers.map(measure));
columns.sort(byBrowser);
byHand.sort(byBrowser);

function byBrowser(one: Column, other: Column): number {
  return BROWSER_NAMES.indexOf(one.browser) - BROWSER_NAMES.indexOf(other.browser);
}

/** Simulated input may miss on a busy machine; a missing mark fails the run, so one retry is safe. */
async function runOnceMore(...session: Parameters<typeof runSession>): Promise<Residue> {
  try {
    return await runSession(...session);
  } catch (error) {
    console.log(`Once more, because of: ${error instanceof Error ? error.message : String(error)}`);
    return runSession(...session);
  }
}

async function measure(browser: BrowserName): Promise<void> {
  for (const way of wayNames.filter(isWanted)) {
    const residue = await runOnceMore(browser, mintSeed(), WAYS[way].before, WAYS[way].leave, tools);
    if (way === 'nothing') {
      const missing = notPlanted(browser, residue, hasHands);
      if (missing.length > 0) throw new Error(`Nothing was cleared, and not found: ${missing.join(', ')}.`);
    }
    columns.push({ browser, way, residue });
    tell({ browser, way, residue });
  }
  for (const [way, leave] of hasHands
    ? Object.entries(BY_HAND[browser]).filter(([name]) => isWanted(name))
    : []) {
    const residue = await runOnceMore(browser, mintSeed(), WAYS[TIDIED].before, leave, tools);
    byHand.push({ browser, way, residue });
    tell({ browser, way: `${TIDIED}, by hand: ${way}`, residue });
  }
}
if (values.browser === undefined && values.way === undefined && hasHands) {
  write('forensics', table());
  write('by hand', tableByHand());
}
process.exit(0);

function tell({ browser, way, residue }: Column): void {
  console.log(
    `${browser}, ${way}: ${count(residue, 'live')} live, ${count(residue, 'recoverable')} recoverable`,
  );
  if (way !== 'nothing') for (const line of placesOf(residue)) console.log(`  ${line}`);
}

function count({ traces }: Residue, kind: Residue['traces'][Channel]): number {
  return CHANNEL_IDS.filter((channel) => traces[channel] === kind).length;
}

function placesOf({ places }: Residue): readonly string[] {
  return CHANNEL_IDS.flatMap((channel) => {
    const found = places[channel];
    return found ? [`${channel}: ${found.slice(0, 4).join(', ')}`] : [];
  });
}

function table(): string {
  const head = ['channel', 'planted by', ...columns.map(({ browser, way }) => `${browser}: ${way}`)];
  const rows = CHANNEL_IDS.map((channel) => [
    CHANNELS[channel],
    planterOf(channel, hasHands) ?? '–',
    ...columns.map(({ residue }) => residue.traces[channel]),
  ]);
  const sums = ['**live**', '', ...columns.map(({ residue }) => `**${count(residue, 'live')}**`)];
  return markdownTable([head, ...rows, sums]);
}

/** Only channels that are live after the tidy; a dash for the other browser. */
function tableByHand(): string {
  const left = columns.filter(({ way }) => way === TIDIED);
  const isLeft = (channel: Channel, browser: BrowserName) =>
    left.some((column) => column.browser === browser && column.residue.traces[channel] === 'live');
  const head = ['channel', ...byHand.map(({ browser, way }) => `${browser}: ${way}`)];
  const rows = CHANNEL_IDS.filter((channel) => browsers.some((browser) => isLeft(channel, browser))).map(
    (channel) => [
      CHANNELS[channel],
      ...byHand.map(({ browser, residue }) => (isLeft(channel, browser) ? residue.traces[channel] : '–')),
    ],
  );
  return markdownTable([head, ...rows]);
}

function write(name: string, text: string): void {
  const path = join(ROOT, 'docs', 'leaving.md');
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const page = readFileSync(path, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/leaving.md has lost its marks “${begin}” and “${end}”.`);
  writeFileSync(path, `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`);
  runTool('@biomejs/biome', ['check', '--write', path]);
}
