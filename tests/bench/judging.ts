import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChooserAnswers, chooseProviders, WORRIES } from '#core/mail/chooser.ts';
import { indexProviders, type Provider } from '#core/mail/provider.ts';
import { judgeProvider } from '#core/mail/rule.ts';
import { parseAddress } from '#core/network/address.ts';
import { inspect } from '#core/page/detectors/index.ts';
import type { Lists, TrackerList } from '#core/page/finding.ts';
import { indexNames } from '#core/page/look-alike.ts';
import { judge } from '#core/page/verdict.ts';
import { observe, type Visit } from '#core/page/visit.ts';
import { nameLists } from '#data/names.ts';
import { type TrackerOwners, trackerList } from '#data/trackers.ts';
import { warnedProviders } from '#data/warned-providers.ts';
import { ROOT } from '../../scripts/tools.ts';
import { ALL_SITES, TRACKER_HOSTS } from '../cafe/sites.ts';

const REPEATS = 20_000;

/** Visits judged per second, with lists, forms and thirty third parties. */
export function visitsPerSecond(): number {
  const lists: Lists = { providers: warnedProviders, names: indexNames(nameLists), trackers: readTrackers() };
  const visits = ALL_SITES.flatMap(({ url }) => visitTo(url) ?? []);
  let found = 0;
  const startedAtMs = performance.now();
  for (let turn = 0; turn < REPEATS; turn += 1) {
    const visit = visits[turn % visits.length];
    if (visit) found += judge(inspect(visit, lists)).findings.length;
  }
  const seconds = (performance.now() - startedAtMs) / 1000;
  if (found === 0) throw new Error('Nothing was found, so nothing was measured.');
  return REPEATS / seconds;
}

function readTrackers(): TrackerList {
  const path = join(ROOT, 'src', 'data', 'generated', 'trackers.json');
  return trackerList((JSON.parse(readFileSync(path, 'utf8')) as { owners: TrackerOwners }).owners);
}

/** Addresses parsed per second, including the registrable domain. */
export function addressesPerSecond(): number {
  const urls = ALL_SITES.map(({ url }) => url);
  const startedAtMs = performance.now();
  for (let turn = 0; turn < REPEATS; turn += 1) parseAddress(`${urls[turn % urls.length]}?${turn}`);
  return REPEATS / ((performance.now() - startedAtMs) / 1000);
}

function visitTo(url: string): Visit | undefined {
  const page = parseAddress(url);
  const target = parseAddress('http://pay.corner.example/');
  if (!page || !target) return undefined;
  const parties = [
    ...TRACKER_HOSTS,
    ...Array.from({ length: 24 }, (_, index) => `part-${index}.cdn.example`),
  ];
  const visit = observe(undefined, { kind: 'committed', page });
  const looked = observe(visit, {
    kind: 'scanned',
    scan: { forms: [{ target, asks: ['password', 'text'] }], mixedActive: 2, mixedPassive: 3, parts: [] },
    isWhole: true,
  });
  return observe(looked, {
    kind: 'third-parties',
    hosts: parties.flatMap((host) => {
      const address = parseAddress(`https://${host}/`);
      return address ? [{ host, site: address.site }] : [];
    }),
  });
}

function readProviders(): readonly Provider[] {
  return JSON.parse(readFileSync(join(ROOT, 'src', 'data', 'generated', 'providers.json'), 'utf8'));
}

const TODAY = '2026-11-24';

/** Microseconds to look up a host and judge its service. Budget: 20. */
export function microsecondsPerVerdict(): number {
  const index = indexProviders(readProviders());
  const hosts = index.all.flatMap((provider) => provider.hosts.map(({ host }) => host));
  let judged = 0;
  let startedAtMs = performance.now();
  for (let turn = -1000; turn < REPEATS; turn += 1) {
    // The first thousand are warm-up.
    if (turn === 0) startedAtMs = performance.now();
    const found = index.byHost(hosts[Math.abs(turn) % hosts.length] ?? '');
    if (found && judgeProvider(found.provider, { today: TODAY }).verdict !== 'unknown') judged += 1;
  }
  const microseconds = ((performance.now() - startedAtMs) * 1000) / REPEATS;
  if (judged === 0) throw new Error('Nothing was judged, so nothing was measured.');
  return microseconds;
}

/** Milliseconds per result of the chooser, over all combinations of answers. Budget: 5. */
export function millisecondsPerChoice(): number {
  const providers = readProviders();
  const answers = WORRIES.flatMap((worry) =>
    Array.from(
      { length: 16 },
      (_, bits): ChooserAnswers => ({
        worry,
        writesTo: bits & 1 ? 'group' : 'anybody',
        canGivePhone: (bits & 2) === 0,
        isBlockedHere: (bits & 4) !== 0,
        onlyInCafes: (bits & 8) !== 0,
        country: 'DE',
      }),
    ),
  );
  const startedAtMs = performance.now();
  for (const one of answers) chooseProviders(providers, one, TODAY);
  return (performance.now() - startedAtMs) / answers.length;
}
