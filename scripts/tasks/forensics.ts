/**
 * `npm run test:forensics`: what a sitting leaves on disk, channel by channel, after nothing, after the
 * browser's own clearing, after our tidy, and after what a person can then do by hand. Writes the tables into
 * docs/leaving.md.
 *
 * `-- --browser firefox` measures one browser only and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHANNEL_IDS, CHANNELS, type Channel } from '../../tests/forensics/channels.ts';
import {
  BY_HAND,
  mintSeed,
  notPlanted,
  type Residue,
  runSitting,
  WAYS,
  type WayName,
} from '../../tests/forensics/run.ts';
import { BROWSER_NAMES, type BrowserName } from '../browsers.ts';
import { ROOT, runTool } from '../tools.ts';

const { values } = parseArgs({ options: { browser: { type: 'string' } } });
const browsers = BROWSER_NAMES.filter((name) => values.browser === undefined || name === values.browser);
const wayNames = Object.keys(WAYS) as readonly WayName[];
/** What is done by hand follows on this. */
const TIDIED: WayName = 'since I sat down';

interface Column {
  readonly browser: BrowserName;
  readonly way: string;
  readonly residue: Residue;
}

const columns: Column[] = [];
const byHand: Column[] = [];
for (const browser of browsers) {
  for (const way of wayNames) {
    const residue = await runSitting(browser, mintSeed(), WAYS[way].before, WAYS[way].leave);
    if (way === 'nothing') {
      const missing = notPlanted(browser, residue);
      if (missing.length > 0) throw new Error(`Nothing was cleared, and not found: ${missing.join(', ')}.`);
    }
    columns.push({ browser, way, residue });
    tell({ browser, way, residue });
  }
  for (const [way, leave] of Object.entries(BY_HAND[browser])) {
    const residue = await runSitting(browser, mintSeed(), WAYS[TIDIED].before, leave);
    byHand.push({ browser, way, residue });
    tell({ browser, way: `${TIDIED}, by hand: ${way}`, residue });
  }
}
if (values.browser === undefined) {
  write('forensics', table());
  write('by hand', tableByHand());
}
process.exit(0);

function tell({ browser, way, residue }: Column): void {
  const seconds = (residue.leavingMs / 1000).toFixed(1);
  console.log(
    `${browser}, ${way}: ${count(residue, 'live')} live, ${count(residue, 'recoverable')} recoverable, ${seconds} s`,
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
  const head = ['channel', ...columns.map(({ browser, way }) => `${browser}: ${way}`)];
  const rows = CHANNEL_IDS.map((channel) => [
    CHANNELS[channel],
    ...columns.map(({ residue }) => residue.traces[channel]),
  ]);
  const sums = ['**live**', ...columns.map(({ residue }) => `**${count(residue, 'live')}**`)];
  const seconds = ['seconds', ...columns.map(({ residue }) => (residue.leavingMs / 1000).toFixed(1))];
  return joined([head, head.map(() => '---'), ...rows, sums, seconds]);
}

/** Only of what the tidy left; a dash where it left nothing. */
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
  return joined([head, head.map(() => '---'), ...rows]);
}

function joined(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
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
