/**
 * Generates the lists that are not in the repository: tracking companies, blocking rules, confusable characters, and
 * the data derived from the table of mail services.
 *
 * Reads only installed packages and the repository, offline. The same input gives the same output.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { domainToUnicode, fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { getPublicSuffix } from 'tldts';
import {
  type ConfusableFile,
  confusableFile,
  ESSENTIAL_FOR,
  keepWorkingFile,
  nameFile,
  ownerFile,
  reportedFile,
  type TrackerFile,
  trackerDomains,
  trackerFile,
} from '../src/contracts/lists.ts';
import type { TrackerKind } from '../src/core/blocking/trackers.ts';
import type { Provider } from '../src/core/mail/provider.ts';
import { byFirst } from '../src/lib/order.ts';
import { compileDisposable } from './disposable.ts';
import { type CompiledRules, compileRules, FILTER_PACKAGE } from './filters/lists.ts';
import { ruleReport } from './filters/report.ts';
import {
  compileProviders,
  compileSourceBook,
  compileWarned,
  compileWarnedHosts,
  readTable,
} from './providers.ts';
import { checkInstalled, readJson } from './tools.ts';

interface Entity {
  readonly name: string;
  readonly company?: string;
  readonly category: string;
  readonly domains: readonly string[];
}

/** The package has no date; this is the month of its release. Change both together. */
const PACKAGE = { name: 'third-party-web', version: '0.30.0', released: '2026-05' } as const;

/**
 * Categories that count as tracking. Excluded: hosting, cdn, utility (maps, payments, error reports), content,
 * video, customer-success (chat windows), consent-provider, other.
 */
const WATCHING: ReadonlyMap<string, TrackerKind> = new Map([
  ['ad', 'ads'],
  ['analytics', 'counting'],
  ['marketing', 'marketing'],
  ['social', 'social'],
  ['tag-manager', 'tags'],
]);

/** Trackers that the package lacks or files under another business of their company. */
const ALSO_WATCHING: Readonly<Record<string, { kind: TrackerKind; domains: readonly string[] }>> = {
  '6sense': { kind: 'marketing', domains: ['6sc.co'] }, // https://6sense.com
  Adobe: { kind: 'ads', domains: ['everestads.net', 'everestjs.net'] }, // filed under "content"
  Audigent: { kind: 'ads', domains: ['ad.gt'] }, // https://audigent.com
  Baidu: { kind: 'counting', domains: ['hm.baidu.com'] }, // https://tongji.baidu.com
  // https://developers.cloudflare.com/web-analytics/
  Cloudflare: { kind: 'counting', domains: ['cloudflareinsights.com'] },
  ExoClick: { kind: 'ads', domains: ['exosrv.com'] }, // https://www.exoclick.com
  FreeWheel: { kind: 'ads', domains: ['fwmrm.net'] }, // https://www.freewheel.com
  Google: { kind: 'ads', domains: ['youtube.com'] }, // a player of the largest advertiser, filed under "video"
  'IO Technologies': { kind: 'counting', domains: ['onthe.io'] }, // https://iotechnologies.com
  Ligatus: { kind: 'ads', domains: ['ligatus.com'] }, // https://www.ligatus.com
  LiveRamp: { kind: 'ads', domains: ['pippio.com'] }, // joins identities, filed under "other"
  Microsoft: { kind: 'counting', domains: ['clarity.ms'] }, // https://learn.microsoft.com/clarity/
  OneSignal: { kind: 'marketing', domains: ['onesignal.com'] }, // https://onesignal.com
  Rambler: { kind: 'counting', domains: ['ssp.rambler.ru', 'top100.ru'] }, // https://top100.rambler.ru
  Revcontent: { kind: 'ads', domains: ['revcontent.com'] }, // https://www.revcontent.com
  'Samba TV': { kind: 'ads', domains: ['samba.tv'] }, // https://www.samba.tv
  Seznam: { kind: 'ads', domains: ['imedia.cz'] }, // https://www.sklik.cz
  VK: { kind: 'counting', domains: ['top-fwz1.mail.ru'] }, // https://top.mail.ru
  Yandex: { kind: 'ads', domains: ['adfox.ru', 'webvisor.org'] }, // https://yandex.ru/dev/adfox
  mParticle: { kind: 'counting', domains: ['mparticle.com'] }, // https://www.mparticle.com
};

/** Companies' own pages, which would otherwise count as tracked by somebody else. */
const OWN_PAGES: Readonly<Record<string, { kind: TrackerKind; domains: readonly string[] }>> = {
  Facebook: { kind: 'social', domains: ['messenger.com', 'web.whatsapp.com'] },
  Google: { kind: 'ads', domains: ['mail.google.com'] },
  LinkedIn: { kind: 'social', domains: ['linkedin.com'] },
  Microsoft: { kind: 'ads', domains: ['outlook.live.com'] },
  Twitter: { kind: 'social', domains: ['twitter.com', 'x.com'] },
};

/** Images, scripts and payments of a company's own pages, which do not track elsewhere. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'apple.com',
  'bwbx.io',
  'ccm2.net',
  'icnetwork.co.uk',
  'microsoft.com',
  'msecnd.net',
  'mshcdn.com',
  's-msft.com',
  's-msn.com',
  'sstatic.net',
  'tm-aws.com',
  'xboxlive.com',
]);

/** Companies with several names in the package. */
const SAME_COMPANY: Readonly<Record<string, string>> = {
  'AdThink Media': 'Adthink Media',
  'Adobe Systems': 'Adobe',
  'Bing Ads': 'Microsoft',
  Instagram: 'Facebook',
  'LinkedIn Ads': 'LinkedIn',
  'Rakuten Marketing': 'Rakuten',
  WideOrbit: 'Wideorbit',
};

/** The package contains the data of this Unicode version, according to its changelog. */
const CONFUSABLES = {
  name: 'unhomoglyph',
  version: '1.0.6',
  unicode: '13.0.0',
  released: '2020-05',
} as const;

const inData = (path: string) => fileURLToPath(new URL(`../src/data/${path}`, import.meta.url));
const TRACKERS = inData('generated/trackers.json');
const LETTERS = inData('generated/confusables.json');
const WARNED_HOSTS = inData('generated/warned-hosts.json');
const WARNED_PROVIDERS = inData('generated/warned-providers.json');
const MAIL_SERVICES = inData('generated/providers.json');
const SOURCE_BOOK = inData('generated/provider-sources.json');
const DISPOSABLE = inData('generated/disposable.json');
const NAMES = inData('names.json');
const KEEP_WORKING = inData('keep-working.json');
const REPORTED = inData('reported-broken.json');
const OWNERS = inData('owners.json');
const RULES = {
  chromium: inData('generated/rules-chromium.json'),
  firefox: inData('generated/rules-firefox.json'),
};
const SIGN_IN_HOSTS = inData('generated/sign-in-hosts.json');
const ORIGINS = inData('generated/origins.json');
const STAMP = inData('generated/rules-stamp.json');
const REPORT = fileURLToPath(new URL('../docs/blocking.md', import.meta.url));
const LEFT_OUT_FILTERS = fileURLToPath(new URL('../.cache/filters-left-out.txt', import.meta.url));

const require = createRequire(import.meta.url);

/** Compiles the tracker list from the installed package. */
export function compileTrackers(): TrackerFile {
  checkInstalled(PACKAGE, 'scripts/data.ts');
  const entities = readJson<Entity[]>(require.resolve(`${PACKAGE.name}/dist/entities-nostats.json`));
  const file = {
    title: 'Companies that watch visits',
    source: `https://www.npmjs.com/package/${PACKAGE.name}/v/${PACKAGE.version}`,
    license: 'MIT, Copyright (c) 2019 Patrick Hulce',
    retrieved: PACKAGE.released,
    version: PACKAGE.version,
    owners: ownersOf(entities),
  };
  return trackerFile.parse(file);
}

function ownersOf(entities: readonly Entity[]): TrackerFile['owners'] {
  const byDomain = new Map<string, { owner: string; kind: TrackerKind }>();
  for (const { name, company, category, domains } of entities) {
    const kind = WATCHING.get(category);
    if (!kind) continue;
    const owner = company ?? name;
    for (const domain of domains) add(byDomain, domain, SAME_COMPANY[owner] ?? owner, kind);
  }
  for (const [owner, { kind, domains }] of [...Object.entries(ALSO_WATCHING), ...Object.entries(OWN_PAGES)]) {
    for (const domain of domains) add(byDomain, domain, owner, kind);
  }
  const owners: Record<string, Record<string, string[]>> = {};
  for (const [domain, { owner, kind }] of [...byDomain].toSorted(byFirst)) {
    const kinds = owners[owner] ?? {};
    owners[owner] = { ...kinds, [kind]: [...(kinds[kind] ?? []), domain] };
  }
  const joined = (kinds: Record<string, string[]>) =>
    Object.fromEntries(
      Object.entries(kinds).map(([kind, domains]) => [kind, trackerDomains.parse(domains).join(' ')]),
    );
  return Object.fromEntries(
    Object.entries(owners)
      .toSorted(byFirst)
      .map(([owner, kinds]) => [owner, joined(kinds)]),
  );
}

/** `*.x` and `x` both mean a domain with its subdomains. The first company wins. */
function add(
  byDomain: Map<string, { owner: string; kind: TrackerKind }>,
  pattern: string,
  owner: string,
  kind: TrackerKind,
): void {
  const domain = pattern.toLowerCase().replace(/^\*\./, '');
  if (LEFT_OUT.has(domain) || byDomain.has(domain) || isSharedSuffix(domain)) return;
  byDomain.set(domain, { owner, kind });
}

/** A public suffix must never stand for one company. */
function isSharedSuffix(domain: string): boolean {
  return getPublicSuffix(domain, { allowPrivateDomains: true }) === domain;
}

/** Domains where anybody can publish. */
const OF_STRANGERS: ReadonlySet<string> = new Set([
  ...[
    'amazonaws.com',
    'raw.githubusercontent.com',
    'rawgit.com',
    'storage.googleapis.com',
    'visualstudio.com',
  ],
]);

/**
 * Domains of owners with several: third parties known to the package, merged with the owners' own sites. Excludes
 * domains where anybody can publish.
 */
function ownersOfSites(entities: readonly Entity[]): readonly (readonly string[])[] {
  const groups = new Map<string, Set<string>>();
  const join = (domains: readonly string[]) => {
    const group = new Set(domains.filter((domain) => !isSharedSuffix(domain) && !OF_STRANGERS.has(domain)));
    for (const known of new Set(domains.flatMap((domain) => groups.get(domain) ?? []))) {
      for (const domain of known) group.add(domain);
    }
    for (const domain of group) groups.set(domain, group);
  };
  const { owners } = ownerFile.parse(readJson(OWNERS));
  for (const domains of owners) join(domains.split(' '));
  const byCompany = new Map<string, string[]>();
  for (const { name, company = name, category, domains } of entities) {
    if (category === 'hosting' || category === 'cdn') continue;
    const owner = SAME_COMPANY[company] ?? company;
    const own = domains.filter((domain) => domain.startsWith('*.')).map((domain) => domain.slice(2));
    byCompany.set(owner, [...(byCompany.get(owner) ?? []), ...own]);
  }
  for (const domains of byCompany.values()) join(domains);
  return [...new Set(groups.values())].filter(({ size }) => size > 1).map((group) => [...group].toSorted());
}

/** Compiles the blocking rules. */
export function compileBlocking(mail: readonly string[]): CompiledRules {
  checkInstalled(PACKAGE, 'scripts/data.ts');
  const entities = readJson<Entity[]>(require.resolve(`${PACKAGE.name}/dist/entities-nostats.json`));
  const domainsOf = ({ domains }: Entity) =>
    domains
      .map((domain) => domain.toLowerCase().replace(/^\*\./, ''))
      .filter((domain) => !isSharedSuffix(domain));
  const { services } = keepWorkingFile.parse(readJson(KEEP_WORKING));
  const { requests } = reportedFile.parse(readJson(REPORTED));
  const isEssential = (service: (typeof services)[number]) =>
    ESSENTIAL_FOR.some((purpose) => purpose === service.for);
  const urlsOf = (chosen: typeof services) => chosen.flatMap(({ urls }) => urls.split(' '));
  const reported = Object.entries(requests).map(([url, { on }]) => ({ url, on: on?.split(' ') ?? [] }));
  return compileRules(
    entities.filter(({ category }) => category === 'ad').map(domainsOf),
    entities.flatMap(domainsOf),
    reported.filter(({ on }) => on.length > 0),
    {
      essential: [...urlsOf(services.filter(isEssential)), ...mail],
      works: [
        ...urlsOf(services.filter((service) => !isEssential(service))),
        ...reported.filter(({ on }) => on.length === 0).map(({ url }) => url),
      ],
      owners: ownersOfSites(entities),
    },
  );
}

/**
 * Compiles the confusables of ASCII characters from the installed package, by UTS #39. Only those allowed in host
 * names: browsers map or reject the others.
 */
export function compileConfusables(): ConfusableFile {
  checkInstalled(CONFUSABLES, 'scripts/data.ts');
  const table = readJson<Record<string, string>>(require.resolve(`${CONFUSABLES.name}/data.json`));
  const same: Record<string, string> = {};
  const near: Record<string, string> = {};
  for (const [letter, alike] of Object.entries(table).toSorted(byFirst)) {
    if ([...letter].length !== 1 || /^[ -~]$/.test(letter) || !isHostLetter(letter)) continue;
    const plain = alike.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    if (!/^[a-z0-9-]+$/.test(plain)) continue;
    const group = plain === alike.toLowerCase() ? same : near;
    group[plain] = (group[plain] ?? '') + letter;
  }
  return confusableFile.parse({
    title: 'Letters that are taken for others',
    source: `https://www.unicode.org/Public/security/${CONFUSABLES.unicode}/confusables.txt, by way of https://www.npmjs.com/package/${CONFUSABLES.name}/v/${CONFUSABLES.version}`,
    license: 'Unicode-3.0, Copyright (c) 1991-2020 Unicode, Inc.',
    retrieved: CONFUSABLES.released,
    version: CONFUSABLES.unicode,
    same,
    near,
  });
}

/** Whether the character survives UTS #46 processing unchanged. */
function isHostLetter(letter: string): boolean {
  const host = `a${letter}b.example`;
  try {
    return domainToUnicode(new URL(`https://${host}/`).hostname) === host;
  } catch {
    return false;
  }
}

/** Compiles and writes all lists, validates those in the repository, and returns a summary. */
export async function buildData(): Promise<string> {
  const table = readTable();
  const providers = compileProviders(table);
  const warned = compileWarned(table);
  const { names } = nameFile.parse(readJson(NAMES));
  const file = compileTrackers();
  const letters = compileConfusables();
  const bytes = await write(TRACKERS, file);
  await write(LETTERS, letters);
  const slim = await write(MAIL_SERVICES, providers);
  await write(SOURCE_BOOK, compileSourceBook(table));
  await write(WARNED_PROVIDERS, warned);
  const disposable = await write(DISPOSABLE, compileDisposable(providers));
  await write(WARNED_HOSTS, compileWarnedHosts(warned));
  await write(SIGN_IN_HOSTS, { hosts: signInHosts() });
  const rules = await buildRules(mailHosts(providers));
  const domains = Object.values(file.owners)
    .flatMap((kinds) => Object.values(kinds))
    .flatMap((list) => list.split(' ')).length;
  return [
    `trackers: ${domains} domains of ${Object.keys(file.owners).length} companies, ${kilobytes(bytes)} compressed`,
    rules,
    `mail services: ${providers.length}, ${providers.flatMap(({ domains }) => domains).length} domains, ${kilobytes(slim)} compressed; warned of: ${warned.length}, at ${warned.flatMap(({ hosts }) => hosts).length} hosts`,
    `throw-away mail domains: ${kilobytes(disposable)} compressed`,
    `imitated names: ${Object.values(names).flatMap(Object.keys).length}; letters taken for others: ${lettersIn(letters.same) + lettersIn(letters.near)}`,
  ].join('\n');
}

function kilobytes(text: string): string {
  return `${(gzipSync(text).length / 1000).toFixed(1)} kB`;
}

/** Parsing 12 MB of lists takes seconds, so this runs only if an input changed. */
async function buildRules(mail: readonly string[]): Promise<string> {
  const stamp = JSON.stringify(stampOfRules(mail));
  const isFresh = (await readFile(STAMP, 'utf8').catch(() => '')).trim() === stamp;
  const written = isFresh && (await readFile(ORIGINS, 'utf8').catch(() => '')) !== '';
  if (written) return 'rules for blocking: nothing new';
  const compiled = compileBlocking(mail);
  await write(RULES.chromium, compiled.chromium);
  await write(RULES.firefox, compiled.firefox);
  await write(ORIGINS, [
    {
      title: PACKAGE.name,
      version: PACKAGE.version,
      date: PACKAGE.released,
      license: 'MIT',
    },
    ...compiled.lists.map(({ title, version, updated }) => ({
      title,
      version,
      date: updated,
      license: 'GPL-3.0-only',
    })),
  ]);
  await writeText(REPORT, ruleReport(compiled));
  const lines = compiled.unused.map(({ why, line }) => `${why}\t${line.trim()}\n`);
  await writeText(LEFT_OUT_FILTERS, lines.join(''));
  await writeText(STAMP, `${stamp}\n`);
  return `rules for blocking: ${compiled.chromium.length} for Chromium, ${compiled.firefox.length} for Firefox; docs/blocking.md counts them, .cache/filters-left-out.txt has each filter that is none`;
}

/** Sign-in hosts of mail services. */
function mailHosts(providers: readonly Provider[]): readonly string[] {
  const hosts = providers.flatMap((provider) =>
    provider.hosts.filter(({ role }) => role === 'webmail' || role === 'sign-in'),
  );
  return [...new Set(hosts.map(({ host }) => host))];
}

/** Hosts of federated sign-in; URL prefixes are excluded, because redirects are matched by host. */
function signInHosts(): string {
  const { services } = keepWorkingFile.parse(readJson(KEEP_WORKING));
  return services
    .filter((service) => service.for === 'sign-in')
    .flatMap(({ urls }) => urls.split(' '))
    .filter((url) => !url.includes('/'))
    .join(' ');
}

/** Hash of everything that affects the rules. */
function stampOfRules(mail: readonly string[]): readonly string[] {
  const folder = fileURLToPath(new URL('filters/', import.meta.url));
  const files = readdirSync(folder).toSorted();
  const texts = [...files.map((name) => folder + name), KEEP_WORKING, REPORTED, OWNERS].map((path) =>
    readFileSync(path, 'utf8'),
  );
  const hash = createHash('sha256')
    .update([...texts, ...mail].join('\0'))
    .digest('hex');
  return [`${FILTER_PACKAGE.name}@${FILTER_PACKAGE.version}`, `${PACKAGE.name}@${PACKAGE.version}`, hash];
}

function lettersIn(table: Readonly<Record<string, string>>): number {
  return [...Object.values(table).join('')].length;
}

async function write(path: string, file: object): Promise<string> {
  const bytes = `${JSON.stringify(file)}\n`;
  await writeText(path, bytes);
  return bytes;
}

/** Does not touch an unchanged file: a running development build would restart. */
async function writeText(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

// No top-level `await`: the build loads this file in a format without it.
if (process.argv[1] === fileURLToPath(import.meta.url)) void buildData().then(console.log);
