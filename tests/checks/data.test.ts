import { describe, expect, it } from 'vitest';
import {
  type CompanyFile,
  type ConfusableFile,
  companyFile,
  confusableFile,
  ESSENTIAL_FOR,
  type KeepWorkingFile,
  keepWorkingFile,
  type LibraryFile,
  libraryFile,
  type NameFile,
  nameFile,
  type OwnerFile,
  ownerFile,
  type ReportedFile,
  reportedFile,
  type SignOutFile,
  signOutFile,
  type TrackerFile,
  trackerDomains,
  trackerFile,
  WORKS_FOR,
} from '#contracts/lists.ts';
import type { SourceFile } from '#contracts/providers.ts';
import { parseAddress } from '#core/network/address.ts';
import { trackers as findTrackers } from '#core/page/detectors/trackers.ts';
import { nameLists } from '#data/names.ts';
import { loadProviders } from '#data/providers.ts';
import { signOutPage } from '#data/sign-out.ts';
import { loadTrackers, trackerList } from '#data/trackers.ts';
import { compileConfusables, compileTrackers } from '../../scripts/data.ts';
import { thirdParty, visit } from '../builders.ts';
import { filesIn, read, readJson } from './files.ts';

const serviceSources = readJson<SourceFile>('src/data/provider-sources.json');
const signOutData = readJson<SignOutFile>('src/data/sign-out.json');
const recorderData = readJson<CompanyFile>('src/data/recorders.json');
const recognizerData = readJson<CompanyFile>('src/data/recognizers.json');
const libraryData = readJson<LibraryFile>('src/data/libraries.json');
const keepWorkingData = readJson<KeepWorkingFile>('src/data/keep-working.json');
const reportedData = readJson<ReportedFile>('src/data/reported-broken.json');
const ownerData = readJson<OwnerFile>('src/data/owners.json');
const nameData = readJson<NameFile>('src/data/names.json');
const trackerData: TrackerFile = compileTrackers();
const letterData: ConfusableFile = compileConfusables();

it('the list of open-source libraries has a valid format and no duplicates', () => {
  const { libraries } = libraryFile.parse(libraryData);
  expect(new Set(libraries.map(({ name }) => name)).size).toBe(libraries.length);
  expect(libraries.every(({ files, folders }) => `${files}${folders}` !== '')).toBe(true);
});

describe('every list', () => {
  const lists = filesIn('src/data', /\.json$/);

  it('is validated here', () => {
    expect(lists.filter((path) => !/\/(generated|providers)\//.test(path))).toEqual([
      'src/data/keep-working.json',
      'src/data/libraries.json',
      'src/data/names.json',
      'src/data/owners.json',
      'src/data/provider-sources.json',
      'src/data/recognizers.json',
      'src/data/recorders.json',
      'src/data/reported-broken.json',
      'src/data/sign-out.json',
    ]);
  });

  it.each([
    ['mail services', serviceSources],
    ['companies that watch', trackerData],
    ['imitated names', nameData],
    ['letters taken for others', letterData],
    ['pages where sign-ins end', signOutData],
    ['hosts that must go on working', keepWorkingData],
    ['what pages were reported broken without', reportedData],
    ['domains of one owner', ownerData],
    ['companies that record', recorderData],
    ['companies that recognise', recognizerData],
    ['open libraries', libraryData],
  ])('of %s names its source, licence and date', (_, file) => {
    expect(file.title).not.toBe('');
    expect(file.source).not.toBe('');
    expect(file.license).toMatch(/^(CC0-1\.0|MIT\b|Unicode-3\.0\b|Apache-2\.0\b|GPL-3\.0)/);
    expect(file.retrieved).toMatch(/^20\d\d-\d\d/);
  });
});

describe('the pages where sign-ins end', () => {
  it('have a valid format', () => {
    expect(signOutFile.safeParse(signOutData).error).toBeUndefined();
  });

  it('belong to the service of their hosts', () => {
    const site = (url: string) => parseAddress(url)?.site.split('.').at(0);
    for (const { id, page, hosts } of signOutData.services) {
      expect(page, id).toMatch(/^https:/);
      const own = new Set(hosts.map((host) => site(`https://${host}/`)));
      // Microsoft signs in at addresses of several names, and its account page has yet another.
      if (id !== 'microsoft') expect([...own], id).toEqual([site(page)]);
    }
    const all = signOutData.services.flatMap(({ hosts }) => hosts);
    expect(new Set(all).size).toBe(all.length);
  });

  it('match the table of mail services, where it names one', async () => {
    const named = (await loadProviders()).flatMap(({ facts: { sessionPage } }) => sessionPage ?? []);
    expect(named.length).toBeGreaterThan(3);
    const pages = new Set(signOutData.services.map(({ page }) => page));
    expect(named.filter(({ value }) => !pages.has(value))).toEqual([]);
  });

  it('are found by exact host', () => {
    expect(signOutPage('mail.google.com')).toMatch(/^https:\/\/myaccount\.google\.com\//);
    expect(signOutPage('mail.google.com.evil.example')).toBeUndefined();
    expect(signOutPage('google.com')).toBeUndefined();
  });
});

describe('recording and fingerprinting companies', () => {
  it.each([
    ['record', recorderData, 25],
    ['recognise', recognizerData, 5],
  ])('have a valid format, each host once: %s', (_, data, least) => {
    expect(companyFile.safeParse(data).error).toBeUndefined();
    const hosts = data.companies.flatMap((company) => company.hosts.split(' '));
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(data.companies.length).toBeGreaterThanOrEqual(least);
  });
});

describe('the hosts that must keep working', () => {
  it('have a valid format, each once', () => {
    expect(keepWorkingFile.safeParse(keepWorkingData).error).toBeUndefined();
    const all = keepWorkingData.services.flatMap(({ urls }) => urls.split(' '));
    expect(new Set(all).size).toBe(all.length);
  });

  it('cover every purpose', () => {
    const purposes = new Set(keepWorkingData.services.map((service) => service.for));
    expect([...purposes].toSorted()).toEqual([...ESSENTIAL_FOR, ...WORKS_FOR].toSorted());
  });
});

describe('requests reported to break pages', () => {
  it('have a valid format', () => {
    expect(reportedFile.safeParse(reportedData).error).toBeUndefined();
    expect(Object.keys(reportedData.requests)).toEqual(Object.keys(reportedData.requests).toSorted());
  });

  it('include nothing that only counts or advertises on every site', () => {
    const everywhere = Object.entries(reportedData.requests).flatMap(([url, { on }]) => (on ? [] : [url]));
    for (const url of ['cdn.segment.com', 'pagead2.googlesyndication.com/pagead/js/adsbygoogle.js']) {
      expect(everywhere).not.toContain(url);
    }
  });
});

describe('the domains with a common owner', () => {
  it('have a valid format, each with one owner', () => {
    expect(ownerFile.safeParse(ownerData).error).toBeUndefined();
    const all = ownerData.owners.flatMap((list) => list.split(' '));
    expect(all.filter((domain, index) => all.indexOf(domain) !== index)).toEqual([]);
    expect(ownerData.owners.filter((list) => !list.includes(' '))).toEqual([]);
  });
});

describe('the protected names', () => {
  it('have a valid format, sorted, each once', () => {
    expect(nameFile.safeParse(nameData).error).toBeUndefined();
    for (const names of Object.values(nameData.names)) {
      expect(Object.keys(names)).toEqual(Object.keys(names).toSorted());
    }
    const keys = nameLists().names.map(({ domain, label = '' }) => `${domain} ${label}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are a short list', () => {
    expect(nameLists().names.length).toBeGreaterThanOrEqual(60);
    expect(nameLists().names.length).toBeLessThanOrEqual(150);
  });

  it('are registrable domains, and so are further domains of their owners', () => {
    const all = [...nameLists().names.map(({ domain }) => domain), ...nameLists().own];
    expect(all.filter((domain) => parseAddress(`https://${domain}/`)?.site !== domain)).toEqual([]);
    expect(new Set(nameLists().own).size).toBe(nameLists().own.length);
    const names = new Set(all);
    expect(nameData.alone.split(' ').filter((domain) => !names.has(domain))).toEqual([]);
  });

  it('have a front page on the list, except two owners whose site has another name', () => {
    const known = new Set(nameLists().names.map(({ domain }) => domain));
    const fronts = nameLists().names.map(({ front }) => parseAddress(`https://${front}/`)?.site ?? '');
    const elsewhere = fronts.filter((site) => !known.has(site));
    expect(new Set(elsewhere)).toEqual(new Set(['bt.com', 'telstra.com.au']));
  });
});

describe('the confusable characters', () => {
  const letters = (table: Readonly<Record<string, string>>) => [...Object.values(table).join('')];

  it('have a valid format, each once, none of them ASCII', () => {
    expect(confusableFile.safeParse(letterData).error).toBeUndefined();
    const all = [...letters(letterData.same), ...letters(letterData.near)];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((letter) => letter <= '\u007f')).toEqual([]);
    expect(all.length).toBeGreaterThan(400);
  });

  it('are allowed in host names', () => {
    for (const letter of letters(letterData.same)) {
      expect(new URL(`https://a${letter}b.example/`).hostname).toMatch(/^xn--/);
    }
  });

  it('match the standard', () => {
    const pairs = ['аa', 'еe', 'оo', 'рp', 'сc', 'уy', 'хx', 'іi', 'ѕs', 'օo', 'νv'];
    for (const [letter = '', like = ''] of pairs) expect(letterData.same[like], letter).toContain(letter);
  });

  it('match the generated file: run "npm run data" after a change', () => {
    expect(readJson('src/data/generated/confusables.json')).toEqual(letterData);
  });
});

describe('the list of trackers', () => {
  const domains = Object.values(trackerData.owners)
    .flatMap((kinds) => Object.values(kinds))
    .flatMap((list) => list.split(' '));

  it('has a valid format, sorted, each domain once', () => {
    expect(trackerFile.safeParse(trackerData).error).toBeUndefined();
    expect(trackerDomains.safeParse(domains).error).toBeUndefined();
    expect(new Set(domains).size).toBe(domains.length);
    const names = Object.keys(trackerData.owners);
    expect(names).toEqual(names.toSorted());
  });

  it('has a plausible size', () => {
    expect(domains.length).toBeGreaterThan(1500);
  });

  it('is reproducible', () => {
    expect(JSON.stringify(compileTrackers())).toBe(JSON.stringify(trackerData));
  });

  it('matches the generated file: run "npm run data" after a change', () => {
    expect(readJson('src/data/generated/trackers.json')).toEqual(trackerData);
  });

  it('is not in the repository', () => {
    expect(read('src/data/.gitignore')).toContain('generated/');
  });

  it('contains no public suffix', () => {
    expect(domains.filter((domain) => parseAddress(`https://${domain}/`)?.site === undefined)).toEqual([]);
    for (const shared of ['co.uk', 'github.io', 'cloudfront.net', 'akamaihd.net', 'amazonaws.com']) {
      expect(domains).not.toContain(shared);
    }
  });
});

describe('loadTrackers', () => {
  it.each([
    ['a plain host', 'site.example'],
    ['the name in front of another', 'google-analytics.com.evil.example'],
    ['a name that ends alike', 'notdoubleclick.net'],
    ['a name with a hyphen that ends alike', 'not-doubleclick.net'],
    ['fonts of an advertiser', 'fonts.googleapis.com'],
    ['a sign-in of an advertiser', 'accounts.google.com'],
    ['an advertiser’s whole domain', 'google.com'],
    ['a content network', 'cdnjs.cloudflare.com'],
    ['another customer of a content network', 'd0000000000000.cloudfront.net'],
    ['a payment', 'js.stripe.com'],
    ['pictures of a publisher’s own pages', 'cdn.sstatic.net'],
    ['a maker’s own pages', 'www.microsoft.com'],
    ['a suffix', 'com'],
    ['nothing', ''],
    ['dots', '...'],
    ['a word every object knows', 'constructor'],
    ['an address', '127.0.0.1'],
  ])('finds no company for %s', async (_, host) => {
    expect((await loadTrackers()).ownerOf(host)).toBeUndefined();
  });

  it.each([
    ['www.google-analytics.com', 'Google'],
    ['google-analytics.com', 'Google'],
    ['stats.g.doubleclick.net', 'Google'],
    ['connect.facebook.net', 'Facebook'],
    ['static.hotjar.com', 'Hotjar'],
    ['www.clarity.ms', 'Microsoft'],
    ['bat.bing.com', 'Microsoft'],
    ['mc.yandex.ru', 'Yandex'],
    ['counter.yadro.ru', 'LiveInternet'],
    ['px.ads.linkedin.com', 'LinkedIn'],
    ['stats.wp.com', 'Automattic'],
    ['cdn.taboola.com', 'Taboola'],
    ['static.criteo.net', 'Criteo'],
    ['b.scorecardresearch.com', 'Scorecard Research'],
  ])('finds the company of %s', async (host, owner) => {
    expect((await loadTrackers()).ownerOf(host)).toBe(owner);
  });

  it('rejects host names that are too long', async () => {
    const list = await loadTrackers();
    expect(list.ownerOf(`${'a.'.repeat(120)}doubleclick.net`)).toBeUndefined();
    expect(list.ownerOf('a.'.repeat(10_000_000))).toBeUndefined();
    expect(list.ownerOf(`${'a.'.repeat(100)}doubleclick.net`)).toBe('Google');
  });

  it('finds the closest entry', () => {
    const list = trackerList({ Wide: { ads: 'a.example' }, Close: { social: 'x.a.example' } });
    expect(list.ownerOf('y.x.a.example')).toBe('Close');
    expect(list.ownerOf('y.a.example')).toBe('Wide');
    expect(list.byHost('y.x.a.example')).toEqual({ name: 'Close', kind: 'social' });
  });

  it.each([
    ['https://www.youtube.com/', 'stats.g.doubleclick.net'],
    ['https://x.com/', 'abs.twimg.com'],
    ['https://www.linkedin.com/', 'static.licdn.com'],
    ['https://www.instagram.com/', 'connect.facebook.net'],
    ['https://www.messenger.com/', 'static.fbcdn.net'],
  ])('does not count a company on its own page: %s', async (url, host) => {
    const trackers = await loadTrackers();
    const alone = visit(url, { thirdParties: [thirdParty(host)] });
    const watched = visit(url, { thirdParties: [thirdParty(host), thirdParty('static.hotjar.com')] });
    expect(findTrackers(alone, { trackers })).toEqual([]);
    expect(findTrackers(watched, { trackers })).toMatchObject([{ facts: { names: ['Hotjar'] } }]);
  });
});
