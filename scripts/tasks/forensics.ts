/**
 * `npm run test:forensics`: what a sitting leaves on disk, channel by channel, after nothing, after the
 * browser's own clearing, and after our tidy. Writes the table into docs/leaving.md.
 *
 * `-- --browser firefox` measures one browser only and writes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CHANNEL_IDS, CHANNELS, type Channel } from '../../tests/forensics/channels.ts';
import {
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

interface Column {
  readonly browser: BrowserName;
  readonly way: WayName;
  readonly residue: Residue;
}

const columns: Column[] = [];
for (const browser of browsers) {
  for (const way of wayNames) {
    const residue = await runSitting(browser, mintSeed(), WAYS[way].before, WAYS[way].leave);
    if (way === 'nothing') {
      const missing = notPlanted(browser, residue);
      if (missing.length > 0) throw new Error(`Nothing was cleared, and not found: ${missing.join(', ')}.`);
    }
    columns.push({ browser, way, residue });
    const seconds = (residue.leavingMs / 1000).toFixed(1);
    console.log(
      `${browser}, ${way}: ${count(residue, 'live')} live, ${count(residue, 'recoverable')} recoverable, ${seconds} s`,
    );
    if (way !== 'nothing') for (const line of placesOf(residue)) console.log(`  ${line}`);
  }
}
if (values.browser === undefined) write(table());
process.exit(0);

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
  return [head, head.map(() => '---'), ...rows, sums, seconds]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function write(text: string): void {
  const path = join(ROOT, 'docs', 'leaving.md');
  const [begin, end] = ['<!-- forensics: begin -->', '<!-- forensics: end -->'];
  const page = readFileSync(path, 'utf8');
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`docs/leaving.md has lost its marks “${begin}” and “${end}”.`);
  writeFileSync(path, `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`);
  runTool('@biomejs/biome', ['check', '--write', path]);
}
