/** `npm run bench`: benchmarks in both browsers; prints them and writes docs/benchmarks.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureBlocking } from '../../tests/bench/blocking.ts';
import { timeFlood } from '../../tests/bench/flood.ts';
import { timeMailTable } from '../../tests/bench/mail-table.ts';
import { median, quantile } from '../../tests/bench/numbers.ts';
import { openWithBackground } from '../../tests/bench/others.ts';
import { measurePageCost } from '../../tests/bench/page-cost.ts';
import { ANSWERS, type PopupTimes, timeAnswers, timePopup, timeStarts } from '../../tests/bench/popup.ts';
import { timeQuickWay } from '../../tests/bench/quick.ts';
import { timeTidy } from '../../tests/bench/tidy.ts';
import { measureUnstarted, measureVisits, type VisitCost } from '../../tests/bench/visits.ts';
import { type Cafe, openCafe } from '../../tests/cafe/server.ts';
import { openBrowser, type TestBrowser } from '../../tests/e2e/harness/index.ts';
import { BROWSER_NAMES, type BrowserName } from '../browsers.ts';
import { buildExtension, TARGETS } from '../build.ts';
import { markdownTable } from '../markdown.ts';
import { ROOT } from '../tools.ts';

type Row = readonly [what: string, ...values: string[]];

const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const thousands = (value: number) => `${Math.round(value / 1000)} 000`;

function growth(
  { before, after }: VisitCost['memory'],
  what: keyof VisitCost['memory']['before'],
  [unit, name]: readonly [number, string],
): string {
  const [first, last] = [before[what], after[what]];
  if (first === undefined || last === undefined) return '–';
  return `${(first / unit).toFixed(2)} → ${(last / unit).toFixed(2)} ${name}`;
}

const KILOBYTES = [1e3, 'kB'] as const;
const MEGABYTES = [1e6, 'MB'] as const;

/** Times of a minimal background, for comparison. */
interface BareTimes {
  readonly answer: readonly number[];
  readonly start: readonly number[] | undefined;
}

function popupRows(
  { ready, opening, warmAnswer, coldAnswer, start }: PopupTimes,
  bare: BareTimes,
): readonly Row[] {
  const middle = (times: readonly number[] | undefined) => (times ? ms(median(times)) : '–');
  return [
    ['popup ready, median', middle(ready)],
    ['popup ready, 9 of 10 within', ms(quantile(ready, 0.9))],
    ['a text file of ours on the screen, median', middle(opening)],
    ['an answer of the background, median', middle(warmAnswer)],
    ['the same when it has to start first, median', middle(coldAnswer)],
    ['from its start until it listens, median', middle(start)],
    ['an answer of one that only answers and has to start first, median', middle(bare.answer)],
    ['from its start until it listens, median', middle(bare.start)],
  ];
}

function unstartedRows(costs: Pick<VisitCost['costs'], 'nobody' | 'empty' | 'idle'>): readonly Row[] {
  return [
    ['the same page where nobody pressed Start', ms(costs.nobody)],
    ['the same of an extension that does nothing', ms(costs.empty)],
    ['the same of one idle listener, told once for each page', ms(costs.idle)],
  ];
}

function visitRows(visits: VisitCost | undefined): readonly Row[] {
  if (!visits) return [];
  const { verdict, costs, memory } = visits;
  return [
    ['from the answer until the page is judged, median', ms(median(verdict))],
    ['processor time of our process, a page of 101 requests', ms(costs.session)],
    ['the same of a page that asks for a password', ms(costs.signIn)],
    ...unstartedRows(costs),
    ['session memory, before and after 200 more pages', growth(memory, 'session', KILOBYTES)],
    ['our process, before and after 200 more pages', growth(memory, 'process', MEGABYTES)],
    ['heap of the background, before and after 200 more pages', growth(memory, 'heap', MEGABYTES)],
  ];
}

interface Measured {
  readonly version: string;
  readonly rows: readonly Row[];
}

async function measure(name: BrowserName): Promise<Measured> {
  const cafe = await openCafe();
  const withSession = await openBrowser(name, { cafe });
  const version = await withSession.backend.browser.version();
  let without: TestBrowser | undefined;
  try {
    const popup = await timePopup(withSession);
    const mailTable = await timeMailTable(withSession);
    const bare = await timeBareAnswer(name, cafe);
    // Not earlier: a second browser would slow down the first.
    without = await openBrowser(name, { cafe });
    const cost = await measurePageCost(without, withSession);
    await Promise.all([withSession.close(), without.close()]);
    const visits = await measureVisits(name);
    const tidied = [...(await tidyRows(name)), ...(await quickRows(name))];
    return {
      version,
      rows: [
        ...popupRows(popup, bare),
        ['the table of mail services on the screen, median', ms(median(mailTable))],
        ['processor time per page, no session runs', cost ? ms(cost.without) : '–'],
        ['processor time per page, in a session', cost ? ms(cost.withSession) : '–'],
        ['ratio of the two, median of the rounds', cost ? cost.ratio.toFixed(2) : '–'],
        ...visitRows(visits),
        ...tidied,
      ],
    };
  } finally {
    await withSession.close();
    await without?.close();
    await cafe.close();
  }
}

async function tidyRows(name: BrowserName): Promise<readonly Row[]> {
  const tidy = await timeTidy(name);
  const ratios = tidy.sameKinds.map((ours, pair) => ours / (tidy.oneCall[pair] ?? Number.NaN));
  return [
    ['a large profile: one call of the browser, median', ms(median(tidy.oneCall))],
    ['a large profile: our steps for the same kinds, median', ms(median(tidy.sameKinds))],
    ['ratio of the two, median of the pairs', median(ratios).toFixed(2)],
    ['the log of open pages on top, median', ms(median(tidy.sessionLog))],
    ['from the click to the receipt, median', ms(median(tidy.whole))],
  ];
}

async function quickRows(name: BrowserName): Promise<readonly Row[]> {
  const times = await timeQuickWay(name);
  return [
    ['the quick way: from the toolbar to the receipt, median', `${(median(times) / 1000).toFixed(1)} s`],
    ['the slowest of five', `${(Math.max(...times) / 1000).toFixed(1)} s`],
  ];
}

async function timeBareAnswer(name: BrowserName, cafe: Cafe): Promise<BareTimes> {
  const browser = await openWithBackground(name, cafe, ANSWERS);
  try {
    return { answer: await timeAnswers(browser, true), start: await timeStarts(browser) };
  } finally {
    await browser.close();
  }
}

// Node's JSON modules have only a default export; the bundler also provides named ones.
registerHooks({
  load: (url, context, next) => {
    if (!url.endsWith('.json')) return next(url, context);
    const json = JSON.parse(readFileSync(fileURLToPath(url), 'utf8')) as Record<string, unknown>;
    const parts = Object.keys(json).filter((name) => /^[a-z]\w*$/i.test(name));
    const source = [
      `const json = ${JSON.stringify(json)};`,
      'export default json;',
      ...parts.map((name) => `const _${name} = json.${name}; export { _${name} as ${name} };`),
    ].join('\n');
    return { format: 'module', source, shortCircuit: true };
  },
});

/** Costs per page, by kind of browser. */
async function blockingTable(name: BrowserName): Promise<string> {
  const costs = await measureBlocking(name, name === 'chromium' ? peers : []);
  const rows = [...(costs ?? [])].map(([kind, { own, whole, load, loadBeyond, requests }]) => [
    kind,
    ms(own),
    ms(whole),
    ms(load),
    `${loadBeyond < 0 ? '−' : '+'}${ms(Math.abs(loadBeyond))}`,
    requests.toFixed(0),
  ]);
  return markdownTable([
    [name, 'its process', 'whole browser', 'page loaded', 'beside none', 'requests'],
    ...rows,
  ]);
}

/** Popup benchmarks, in a separate browser. */
async function popupTable(name: BrowserName): Promise<string> {
  const cafe = await openCafe();
  const browser = await openBrowser(name, { cafe });
  try {
    return markdownTable([
      ['in the browser', name],
      ...popupRows(await timePopup(browser), await timeBareAnswer(name, cafe)),
    ]);
  } finally {
    await browser.close();
    await cafe.close();
  }
}

async function visitTable(name: BrowserName): Promise<string> {
  return markdownTable([['in the browser', name], ...visitRows(await measureVisits(name))]);
}

async function floodRows(name: BrowserName): Promise<readonly Row[]> {
  const flood = await timeFlood(name);
  return [
    ['a page that does all it can, without us, median', ms(median(flood.without))],
    ['the same where the browser may not save passwords, median', ms(median(flood.sameSetting))],
    ['the same in a session, median', ms(median(flood.withSession))],
    ['ratio of a session to nothing, median of the rounds', flood.ratio.toFixed(2)],
    ['ratio of a session to that setting alone', flood.ratioToSameSetting.toFixed(2)],
  ];
}

/** Parts that can be measured alone. */
const PARTS: ReadonlyMap<string, (name: BrowserName) => Promise<string>> = new Map([
  ['popup', popupTable],
  ['visits', visitTable],
  [
    'unstarted',
    async (name) => {
      const costs = await measureUnstarted(name);
      return markdownTable([['a page of 101 requests', name], ...(costs ? unstartedRows(costs) : [])]);
    },
  ],
  ['blocking', blockingTable],
  ['tidy', async (name) => markdownTable([['a large profile', name], ...(await tidyRows(name))])],
  ['quick', async (name) => markdownTable([['one press and one hold', name], ...(await quickRows(name))])],
  ['flood', async (name) => markdownTable([['a hostile page', name], ...(await floodRows(name))])],
]);

const { values: options } = parseArgs({
  options: {
    // Folders of unpacked Chromium extensions for comparison.
    peer: { type: 'string', multiple: true, default: [] },
    // Name of one part: prints only that, and writes nothing.
    only: { type: 'string' },
  },
});
const peers = options.peer;
const part = options.only === undefined ? undefined : PARTS.get(options.only);
if (options.only !== undefined && !part) {
  console.error(`Which part? --only ${[...PARTS.keys()].join(', --only ')}`);
  process.exit(2);
}

for (const target of TARGETS) await buildExtension(target);
if (part) {
  for (const name of BROWSER_NAMES) console.log(`${await part(name)}\n`);
  process.exit();
}
const measured: Measured[] = [];
for (const name of BROWSER_NAMES) {
  const result = await measure(name);
  console.log(markdownTable([['in the browser', name], ...result.rows]));
  measured.push(result);
}

const [first] = measured;
const browserTable = markdownTable([
  ['in the browser', ...BROWSER_NAMES],
  ...(first?.rows ?? []).map(([what], row) => [what, ...measured.map(({ rows }) => rows[row]?.[1] ?? '')]),
]);
const { addressesPerSecond, microsecondsPerVerdict, millisecondsPerChoice, visitsPerSecond } = await import(
  '../../tests/bench/judging.ts'
);
const coreTable = markdownTable([
  ['the core alone, in Node', 'per second'],
  ['visits weighed (all detectors, both lists, 30 third parties)', thousands(visitsPerSecond())],
  ['addresses read', thousands(addressesPerSecond())],
]);
const mailTable = markdownTable([
  ['mail services, in Node', 'measured', 'budget'],
  ['a host found and its service judged', `${microsecondsPerVerdict().toFixed(1)} µs`, '20 µs'],
  ['an answer of the chooser', `${millisecondsPerChoice().toFixed(1)} ms`, '5 ms'],
]);

const blockingTables: string[] = [];
for (const name of BROWSER_NAMES) blockingTables.push(await blockingTable(name));

const text = `# Benchmarks

Written by \`npm run bench\`; the figures are of one run on one machine and mean something only beside each other.

- Machine: ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}
- ${measured.map(({ version }) => version).join(', ')}, headless; Node ${process.versions.node}
- "Ready" is the time from the start of the navigation until the popup shows the state of a page with trackers. The budget is 100 ms, much of which the browser takes to show anything: what it takes for a text file of the extension stands beside it.
- Processor time is that of the whole browser with all its processes. Two browsers load the same pages in turns, in an order drawn anew for each round; one has a session, the other has none.
- "Our process" holds the background and the pages of the extension, nothing of any web page. It is measured in turns with those of other extensions, over pages of 101 requests on ten sites: one whose background is empty, and one that is told of each page and does nothing. Ten seconds after the tab was opened the counting begins: until then Chromium tidies the memory of whatever the tab covers.
- The large profile holds 20 000 pages in the history, 2 000 cookies, 50 sites with storage and 200 MB of cache; each round has a fresh copy of it, and everything is cleared.

${browserTable}

${coreTable}

${mailTable}

## What blocking costs and saves

Pages of 116 requests to hosts that many pages call, about one in five of a company that watches, all answered by one server of this computer; eight pages in a fresh profile, five rounds, the order drawn anew for each. Processor time is for one page; "its process" is that of the extension; "beside none" is the median of the differences within the rounds.

${blockingTables.join('\n\n')}
`;
writeFileSync(join(ROOT, 'docs', 'benchmarks.md'), text);
console.log(
  `${browserTable}\n\n${coreTable}\n\n${mailTable}\n\n${blockingTables.join('\n\n')}\n\nWritten to docs/benchmarks.md`,
);
