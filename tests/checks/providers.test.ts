import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { providerFile, sourceFile } from '#contracts/providers.ts';
import { fitOf, NEEDS, type Need } from '#core/mail/needs.ts';
import { GENERAL, indexProviders, isDocumented, MAIL_ROLES } from '#core/mail/provider.ts';
import { judgeProvider } from '#core/mail/rule.ts';
import { parseAddress } from '#core/network/address.ts';
import { untrustedEmailProvider } from '#core/page/detectors/untrusted-email-provider.ts';
import { loadProviders, loadSourceBook } from '#data/providers.ts';
import { warnedHosts } from '#data/warned-hosts.ts';
import { warnedProviders } from '#data/warned-providers.ts';
import {
  compileProviders,
  compileSourceBook,
  compileWarned,
  compileWarnedHosts,
  factsOf,
  readTable,
} from '../../scripts/providers.ts';
import { visit } from '../builders.ts';
import { nearMisses } from '../core/mail/near-misses.ts';
import { read, readJson } from './files.ts';

const table = readTable();
const providers = compileProviders(table);
const index = indexProviders(providers);
const today = table.book.retrieved;

interface Reference {
  readonly verdict: string;
  readonly reasons: readonly string[];
  readonly limits: readonly string[];
  readonly missing: readonly string[];
  readonly notTrusted: readonly string[];
  readonly needs: Readonly<Record<Need, string>> | undefined;
}

/** Verdicts reached by hand from the facts of 2026-11-21. */
const reference = readJson<Readonly<Record<string, Reference>>>('tests/checks/provider-verdicts.json');

/** Verdicts changed by facts documented since, with reasons; not a way to make the test pass. */
const changes = readJson<Readonly<Record<string, Partial<Reference> & { because: string }>>>(
  'tests/checks/provider-changes.json',
);

const expectedOf = (id: string): Reference | undefined => {
  const known = reference[id];
  const { because: _, needs, ...changed } = changes[id] ?? {};
  return known && { ...known, ...changed, needs: known.needs && { ...known.needs, ...needs } };
};

describe('the table of mail services', () => {
  it('has 145 services', () => {
    expect(providers).toHaveLength(145);
    expect(table.files.map(({ id }) => id)).toEqual(providers.map(({ id }) => id));
  });

  it('has one file per service, named by its id, and one licence', () => {
    for (const { id } of table.files) {
      expect(readJson<{ id: string }>(`src/data/providers/${id}.json`).id).toBe(id);
    }
    expect(table.book.license).toBe('CC0-1.0');
  });

  it('has each service, host and domain once', () => {
    for (const all of [
      providers.map(({ id }) => id),
      providers.map(({ name }) => name),
      providers.flatMap(({ hosts }) => hosts.map(({ host }) => host)),
      providers.flatMap(({ domains }) => domains),
    ]) {
      expect(all.filter((one, at) => all.indexOf(one) !== at)).toEqual([]);
    }
  });

  it('has hosts and domains in the form browsers use', () => {
    const all = providers.flatMap(({ hosts, domains }) => [...hosts.map(({ host }) => host), ...domains]);
    expect(all.filter((host) => parseAddress(`https://${host}/`)?.host !== host)).toEqual([]);
  });

  it('refers only to existing sources, none dated later than the table', () => {
    const keys = new Set([...Object.keys(table.book.sources), GENERAL]);
    for (const file of table.files) {
      const told = [
        ...factsOf(file).map(([, fact]) => fact),
        ...file.hosts,
        ...(file.incidents ?? []),
        ...(file.blockedIn ?? []),
        ...(file.recommendedBy ?? []),
        ...(file.criticisedBy ?? []),
      ];
      const named = [
        ...told.map(({ source }) => source),
        ...Object.values(file.domains).flatMap((keys) => keys.split(' ')),
      ];
      expect(
        named.filter((key) => !keys.has(key)),
        file.id,
      ).toEqual([]);
      expect(
        told.filter(({ date }) => date > today),
        file.id,
      ).toEqual([]);
      for (const { source, at } of told.filter((one) => 'at' in one) as { source: string; at?: string }[]) {
        expect(table.book.sources[source]?.root, `${file.id}: ${at}`).toBeDefined();
      }
    }
  });

  it('has no unused source', () => {
    const text = JSON.stringify([table.files, table.book.laws]);
    const keys = Object.keys(table.book.sources).filter((key) => key !== 'hsts');
    expect(keys.filter((key) => !new RegExp(`["\\s]${key}["\\s]`).test(text))).toEqual([]);
  });

  it.each([
    ['a fact without a source', { facts: { country: { value: 'CH', date: '2026' } } }],
    ['a fact without a date', { facts: { country: { value: 'CH', source: 'pg' } } }],
    ['a date in words', { facts: { country: { value: 'CH', source: 'pg', date: 'spring' } } }],
    ['a value nobody knows', { facts: { atRest: { value: 'fine', source: 'pg', date: '2026' } } }],
    ['a fact nobody knows', { facts: { isGood: { value: true, source: 'pg', date: '2026' } } }],
    ['a domain without a source', { domains: { 'a.example': '' } }],
    [
      'a host with a scheme',
      { hosts: [{ host: 'https://a.example', role: 'site', source: 'pg', date: '2026' }] },
    ],
    ['a field nobody knows', { verdict: 'trusted' }],
  ])('would reject %s', (_, change) => {
    expect(providerFile.safeParse({ ...table.files[0], ...change }).success).toBe(false);
  });

  it('would reject a source without a URL', () => {
    const source = { title: 'A page', address: 'a page', date: '2026' };
    expect(sourceFile.safeParse({ ...table.book, sources: { x: source } }).success).toBe(false);
  });
});

describe('the rule', () => {
  it.each(providers.map((provider) => [provider.id, provider] as const))(
    'comes to the verdict on %s that a person came to, for the same reasons',
    (id, provider) => {
      const { verdict, reasons, limits, missing, notTrusted } = judgeProvider(provider, {
        today: '2026-11-21',
      });
      const codes = (all: readonly { code: string }[]) =>
        [...new Set(all.map(({ code }) => code))].toSorted();
      expect({ verdict, reasons: codes(reasons), limits: codes(limits), missing, notTrusted }).toEqual({
        verdict: expectedOf(id)?.verdict,
        reasons: expectedOf(id)?.reasons,
        limits: expectedOf(id)?.limits,
        missing: expectedOf(id)?.missing,
        notTrusted: expectedOf(id)?.notTrusted,
      });
    },
  );

  it('differs from verdicts by hand only where a fact was documented since', () => {
    for (const [id, { because, ...changed }] of Object.entries(changes)) {
      expect(because, id).toMatch(/\d{4}-\d\d/);
      expect(Object.keys(changed).length, id).toBeGreaterThan(0);
      expect(expectedOf(id), id).not.toEqual(reference[id]);
    }
  });

  it('finds the same services for each need as a person', () => {
    for (const id of Object.keys(reference)) {
      const needs = expectedOf(id)?.needs;
      const provider = index.byId(id);
      if (!needs || !provider) continue;
      for (const need of NEEDS) expect(fitOf(provider, need).fits, `${id}: ${need}`).toBe(needs[need]);
    }
  });

  it('derives only "unknown" from general knowledge', () => {
    for (const provider of providers) {
      const { reasons, verdict } = judgeProvider(provider, { today });
      if (verdict === 'unknown') continue;
      expect(
        reasons.filter(({ source }) => source === undefined || source === GENERAL),
        provider.id,
      ).toEqual([]);
    }
  });
});

describe('data generated from the table', () => {
  it('matches the files on disk: run "npm run data" after a change', async () => {
    expect(await loadProviders()).toEqual(JSON.parse(JSON.stringify(providers)));
    expect(await loadSourceBook()).toEqual(JSON.parse(JSON.stringify(compileSourceBook(table))));
    const warned = compileWarned(table);
    expect(readJson('src/data/generated/warned-providers.json')).toEqual(warned);
    expect(readJson('src/data/generated/warned-hosts.json')).toEqual(compileWarnedHosts(warned));
  });

  it('takes at most 40 kB for all verdicts', () => {
    expect(gzipSync(read('src/data/generated/providers.json')).length).toBeLessThanOrEqual(40_000);
  });

  it('has source and note of every fact', async () => {
    const { sources, providers: notes } = await loadSourceBook();
    expect(sources.pg?.address).toMatch(/^https:\/\/github\.com\/privacyguides\//);
    expect(notes.gmx?.addresses.secondFactor).toMatch(/\/entries\/g\/gmx\.net\.json$/);
    expect(notes.proton?.notes.country).toBe('Geneva');
    expect(Object.keys(notes)).toEqual(providers.map(({ id }) => id));
  });

  it('gives the background the same verdicts as the whole table, at pages about mail alone', () => {
    for (const provider of providers) {
      const { verdict } = judgeProvider(provider, { today });
      const isWarned = verdict === 'avoid' || verdict === 'caution';
      for (const host of provider.hosts) {
        const isMail = MAIL_ROLES.includes(host.role);
        const expected = isWarned && isDocumented(host) && isMail ? verdict : undefined;
        expect(warnedHosts.byHost(host.host)?.verdict, host.host).toBe(expected);
        expect(warnedProviders.byHost(host.host)?.verdict, host.host).toBe(expected);
      }
    }
    expect(warnedHosts.byHost('mail.nobody.example')).toBeUndefined();
    // An account that opens more than mail, and a portal.
    expect(warnedHosts.byHost('outlook.live.com')?.verdict).toBe('caution');
    for (const quiet of [
      'login.live.com',
      'login.yahoo.com',
      'passport.yandex.ru',
      'mail.ru',
      'www.gmx.net',
    ]) {
      expect(warnedHosts.byHost(quiet), quiet).toBeUndefined();
    }
  });

  it('has a URL and date for each reason of a warning', () => {
    for (const { verdict, reasons } of compileWarned(table)) {
      expect(reasons.length).toBeGreaterThan(0);
      expect(reasons.some(({ code }) => code.startsWith('A'))).toBe(verdict === 'avoid');
      for (const { source, date } of reasons) {
        expect(source).toMatch(/^https?:\/\/\S+$/);
        expect(date).toMatch(/^(19|20)\d\d/);
      }
    }
  });
});

describe('warnedProviders.byHost', () => {
  it.each([
    ['a service nobody warns of', 'mail.google.com'],
    ['a front page of a listed service', 'yandex.ru'],
    ['the listed name in front of another', 'mail.yandex.ru.evil.example'],
    ['a name that ends alike', 'xmail.yandex.ru'],
    ['a name below', 'x.mail.yandex.ru'],
    ['capitals, which no browser writes', 'MAIL.YANDEX.RU'],
    ['nothing', ''],
    ['a word every object knows', 'constructor'],
  ])('finds nothing for %s', (_, host) => {
    expect(warnedProviders.byHost(host)).toBeUndefined();
    expect(index.byHost(host === 'mail.google.com' ? '' : host)).toBeUndefined();
  });

  it.each([
    ['e.mail.ru', 'Mail.ru (VK)', 'avoid', ['A3', 'A4']],
    ['mail.yandex.ru', 'Yandex Mail', 'avoid', ['A4']],
    ['mail.yahoo.com', 'Yahoo Mail', 'caution', ['C1', 'C4']],
  ])('finds %s with its reasons', (host, name, verdict, codes) => {
    const found = warnedProviders.byHost(host);
    expect(found).toMatchObject({ name, verdict });
    expect(found?.reasons.map(({ code }) => code)).toEqual(codes);
  });
});

describe('names that only contain a sign-in host', () => {
  const hosts = providers.flatMap((provider) => provider.hosts.map(({ host }) => host));
  const misses = nearMisses(hosts);

  it('are more than five hundred, and none has a verdict or a warning', () => {
    expect(misses.length).toBeGreaterThanOrEqual(500);
    for (const host of misses) {
      expect(index.byHost(host), host).toBeUndefined();
      expect(warnedHosts.byHost(host), host).toBeUndefined();
      if (!parseAddress(`https://${host}/`)) continue;
      expect(untrustedEmailProvider(visit(`https://${host}/`), { providers: warnedProviders }), host).toEqual(
        [],
      );
    }
  });

  it('have none as e-mail domains either', () => {
    const domains = nearMisses(providers.flatMap((provider) => provider.domains));
    expect(domains.length).toBeGreaterThanOrEqual(500);
    expect(domains.filter((domain) => index.byDomain(domain))).toEqual([]);
  });
});
