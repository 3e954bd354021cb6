/**
 * Makes the data that is compiled rather than kept: who stands behind the domains that watch visits, which
 * letters are taken for others, and what pages need of the table of mail services.
 *
 * Reads only what npm installed; no network. The same input gives the same bytes.
 */
import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { domainToUnicode, fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { getPublicSuffix } from 'tldts';
import {
  type ConfusableFile,
  confusableFile,
  nameFile,
  type TrackerFile,
  trackerDomains,
  trackerFile,
} from '../src/contracts/lists.ts';
import {
  compileProviders,
  compileSourceBook,
  compileWarned,
  compileWarnedHosts,
  readTable,
} from './providers.ts';

interface Entity {
  readonly name: string;
  readonly company?: string;
  readonly category: string;
  readonly domains: readonly string[];
}

/** The package names no date of its own; this is the one of the release. Change both together. */
const PACKAGE = { name: 'third-party-web', version: '0.30.0', released: '2026-05' } as const;

/**
 * What watches a visit. Left out: hosting, cdn, utility (maps, payments, error reports), content,
 * video, customer-success (chat windows), consent-provider, other.
 */
const WATCHING: ReadonlySet<string> = new Set(['ad', 'analytics', 'marketing', 'social', 'tag-manager']);

/** Watchers that the package lacks or files under what their company also does. */
const ALSO_WATCHING: Readonly<Record<string, readonly string[]>> = {
  Adobe: ['everestads.net', 'everestjs.net'], // advertising, filed under "content"
  Baidu: ['hm.baidu.com'], // https://tongji.baidu.com
  Cloudflare: ['cloudflareinsights.com'], // https://developers.cloudflare.com/web-analytics/
  Google: ['youtube.com'], // a player of the largest advertiser, filed under "video"
  LiveRamp: ['pippio.com'], // joins identities, filed under "other"
  Microsoft: ['clarity.ms'], // records visits, https://learn.microsoft.com/clarity/
  VK: ['top-fwz1.mail.ru'], // https://top.mail.ru
};

/** Pages of these companies would otherwise count as watched by somebody else. */
const OWN_PAGES: Readonly<Record<string, readonly string[]>> = {
  Facebook: ['messenger.com', 'web.whatsapp.com'],
  Google: ['mail.google.com'],
  LinkedIn: ['linkedin.com'],
  Microsoft: ['outlook.live.com'],
  Twitter: ['twitter.com', 'x.com'],
};

/** Pictures, scripts and payments of a company's own pages; they watch nobody elsewhere. */
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

/** One company under several names in the package. */
const SAME_COMPANY: Readonly<Record<string, string>> = {
  'AdThink Media': 'Adthink Media',
  'Adobe Systems': 'Adobe',
  'Bing Ads': 'Microsoft',
  Instagram: 'Facebook',
  'LinkedIn Ads': 'LinkedIn',
  'Rakuten Marketing': 'Rakuten',
  WideOrbit: 'Wideorbit',
};

/** The package carries the data of this version of Unicode; its list of changes says so. */
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
const NAMES = inData('names.json');

const require = createRequire(import.meta.url);

function installed({ name, version: known }: { name: string; version: string }): { version: string } {
  const { version } = readJson<{ version: string }>(require.resolve(`${name}/package.json`));
  if (version !== known) {
    throw new Error(
      `${name} is ${version}, scripts/data.ts knows ${known}: write its version and release date there`,
    );
  }
  return { version };
}

/** The tracker list, from the installed package. */
export function compileTrackers(): TrackerFile {
  const { version } = installed(PACKAGE);
  const entities = readJson<Entity[]>(require.resolve(`${PACKAGE.name}/dist/entities-nostats.json`));
  const file = {
    title: 'Companies that watch visits',
    source: `https://www.npmjs.com/package/${PACKAGE.name}/v/${version}`,
    license: 'MIT, Copyright (c) 2019 Patrick Hulce',
    retrieved: PACKAGE.released,
    version,
    owners: ownersOf(entities),
  };
  return trackerFile.parse(file);
}

function ownersOf(entities: readonly Entity[]): Record<string, string> {
  const ownerByDomain = new Map<string, string>();
  for (const { name, company, category, domains } of entities) {
    if (!WATCHING.has(category)) continue;
    const owner = company ?? name;
    for (const domain of domains) add(ownerByDomain, domain, SAME_COMPANY[owner] ?? owner);
  }
  for (const [owner, domains] of [...Object.entries(ALSO_WATCHING), ...Object.entries(OWN_PAGES)]) {
    for (const domain of domains) add(ownerByDomain, domain, owner);
  }
  const domainsByOwner = new Map<string, string[]>();
  for (const [domain, owner] of [...ownerByDomain].toSorted(byFirst)) {
    domainsByOwner.set(owner, [...(domainsByOwner.get(owner) ?? []), domain]);
  }
  return Object.fromEntries(
    [...domainsByOwner]
      .toSorted(byFirst)
      .map(([owner, domains]) => [owner, trackerDomains.parse(domains).join(' ')]),
  );
}

/** `*.x` and `x` mean the same here: a name and everything below it. The first company named keeps it. */
function add(ownerByDomain: Map<string, string>, pattern: string, owner: string): void {
  const domain = pattern.toLowerCase().replace(/^\*\./, '');
  if (LEFT_OUT.has(domain) || ownerByDomain.has(domain)) return;
  // A suffix that strangers share must never stand for one company.
  if (getPublicSuffix(domain, { allowPrivateDomains: true }) === domain) return;
  ownerByDomain.set(domain, owner);
}

/**
 * Letters that are taken for ASCII ones, by the table of UTS #39, from the installed package. Only those
 * that can stand in a host name: the browser's own rules change or refuse the others before we see them.
 */
export function compileConfusables(): ConfusableFile {
  const { version } = installed(CONFUSABLES);
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
    source: `https://www.unicode.org/Public/security/${CONFUSABLES.unicode}/confusables.txt, by way of https://www.npmjs.com/package/${CONFUSABLES.name}/v/${version}`,
    license: 'Unicode-3.0, Copyright (c) 1991-2020 Unicode, Inc.',
    retrieved: CONFUSABLES.released,
    version: CONFUSABLES.unicode,
    same,
    near,
  });
}

/** It comes out of a host name as it went in (UTS #46). */
function isHostLetter(letter: string): boolean {
  const host = `a${letter}b.example`;
  try {
    return domainToUnicode(new URL(`https://${host}/`).hostname) === host;
  } catch {
    return false;
  }
}

/** By code point, so that no machine's language changes the bytes. */
function byFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** Writes what is compiled, checks what is kept, says what came of it. */
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
  await write(WARNED_HOSTS, compileWarnedHosts(warned));
  const domains = Object.values(file.owners).flatMap((list) => list.split(' ')).length;
  return [
    `trackers: ${domains} domains of ${Object.keys(file.owners).length} companies, ${kilobytes(bytes)} compressed`,
    `mail services: ${providers.length}, ${providers.flatMap(({ domains }) => domains).length} domains, ${kilobytes(slim)} compressed; warned of: ${warned.length}, at ${warned.flatMap(({ hosts }) => hosts).length} hosts`,
    `imitated names: ${Object.values(names).flatMap(Object.keys).length}; letters taken for others: ${lettersIn(letters.same) + lettersIn(letters.near)}`,
  ].join('\n');
}

function kilobytes(text: string): string {
  return `${(gzipSync(text).length / 1000).toFixed(1)} kB`;
}

function lettersIn(table: Readonly<Record<string, string>>): number {
  return [...Object.values(table).join('')].length;
}

/** Untouched when nothing changed: a running development build would start again. */
async function write(path: string, file: object): Promise<string> {
  const bytes = `${JSON.stringify(file)}\n`;
  if ((await readFile(path, 'utf8').catch(() => '')) !== bytes) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
  return bytes;
}

// No top-level `await`: the build loads this file in a way that has none.
if (process.argv[1] === fileURLToPath(import.meta.url)) void buildData().then(console.log);
