/**
 * `npm run test:kill`: kills the browser soon after the receipt, as a power cut would, opens it again, and counts what
 * came back, by the delay.
 *
 * `-- --times 3 --browser firefox` repeats each delay three times instead of twenty, in one browser.
 */
import { parseArgs } from 'node:util';
import { SCOPES, type Scope } from '#core/tidy/plan.ts';
import { KINDS, type Kind } from '../../tests/kill/kept.ts';
import { type Aftermath, openRehearsal } from '../../tests/kill/run.ts';
import { BROWSER_NAMES, type BrowserName } from '../browsers.ts';
import { markdownTable } from '../markdown.ts';

const DELAYS_MS = [0, 50, 300, 1000, 5000];

const { values } = parseArgs({
  options: { times: { type: 'string', default: '20' }, browser: { type: 'string' } },
});
const times = Number(values.times);
if (!Number.isInteger(times) || times < 1) throw new Error(`--times ${values.times} is no number of times.`);
const browsers = BROWSER_NAMES.filter((name) => values.browser === undefined || name === values.browser);
if (browsers.length === 0) throw new Error(`There is no browser ${values.browser}.`);

let hasUnseen = false;
for (const name of browsers) {
  const deaths = await dieOften(name);
  console.log(`\n${table(name, deaths)}\n`);
  hasUnseen ||= deaths.some(
    ({ cameBack, lost, isTold }) => lost.length > 0 || (cameBack.length > 0 && !isTold),
  );
}
process.exit(hasUnseen ? 1 : 0);

interface Died extends Aftermath {
  readonly delayMs: number;
}

/** One profile per scope, with several sessions in sequence. */
async function dieOften(name: BrowserName): Promise<readonly Died[]> {
  const deaths: Died[] = [];
  for (const [turn, scope] of SCOPES.entries()) {
    const rounds = DELAYS_MS.flatMap((delayMs) =>
      Array.from({ length: times }, (_, index) => ({ delayMs, index })),
    );
    const mine = rounds.filter((_, index) => index % SCOPES.length === turn);
    if (mine.length > 0)
      deaths.push(
        ...(await dieIn(
          name,
          scope,
          mine.map(({ delayMs }) => delayMs),
        )),
      );
  }
  return deaths;
}

async function dieIn(name: BrowserName, scope: Scope, delays: readonly number[]): Promise<readonly Died[]> {
  const rehearsal = await openRehearsal(name, true);
  const deaths: Died[] = [];
  try {
    for (const delayMs of delays) {
      const aftermath = await rehearsal.die({ scope, delayMs });
      deaths.push({ ...aftermath, delayMs });
      const { cameBack, lost, isTold } = aftermath;
      const told = cameBack.length > 0 && (isTold ? ', and the extension tells of it' : ', unseen');
      console.log(
        `${name}, ${scope}, ${delayMs} ms: came back: ${cameBack.join(', ') || 'nothing'}${told || ''}` +
          (lost.length > 0 ? `; lost to an earlier person: ${lost.join(', ')}` : ''),
      );
    }
  } finally {
    await rehearsal.close();
  }
  return deaths;
}

function table(name: BrowserName, deaths: readonly Died[]): string {
  const of = (delayMs: number) => deaths.filter((death) => death.delayMs === delayMs);
  const count = (delayMs: number, kind: Kind) =>
    `${of(delayMs).filter(({ cameBack }) => cameBack.includes(kind)).length} of ${of(delayMs).length}`;
  const head = [name, ...DELAYS_MS.map((delayMs) => `${delayMs} ms`)];
  const rows = KINDS.map((kind) => [kind, ...DELAYS_MS.map((delayMs) => count(delayMs, kind))]);
  const lost = DELAYS_MS.map((delayMs) => of(delayMs).filter((death) => death.lost.length > 0).length);
  return markdownTable([head, ...rows, ['lost to others', ...lost.map(String)]]);
}
