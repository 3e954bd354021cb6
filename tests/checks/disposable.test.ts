import { describe, expect, it } from 'vitest';
import { loadDisposable, unpackDomains } from '#data/disposable.ts';
import { compileDisposable, packDomains } from '../../scripts/disposable.ts';
import { compileProviders, readTable } from '../../scripts/providers.ts';
import { read, readJson } from './files.ts';

const providers = compileProviders(readTable());
const file = compileDisposable(providers);
const isDisposable = await loadDisposable();

describe('the list of disposable mail domains', () => {
  it('matches the generated file: run "npm run data" after a change', () => {
    expect(readJson('src/data/generated/disposable.json')).toEqual(file);
  });

  it('is at most 60 kB', () => {
    expect(read('src/data/generated/disposable.json').length).toBeLessThanOrEqual(60_000);
  });

  it('is packed without loss', () => {
    const names = ['a.com', 'amail.com', 'mailmail.com', 'b.co.uk', 'a-very-long-name-of-a-domain-x.com'];
    expect([...unpackDomains(packDomains(names))].toSorted()).toEqual(names.toSorted());
    const all = [...unpackDomains(file.domains)];
    expect(all.length).toBeGreaterThan(7000);
    expect(new Set(all).size).toBe(all.length);
    expect(packDomains(all)).toBe(file.domains);
  });

  it.each(['0-mail.com', 'trashmail.com', 'getnada.com'])('knows %s', (domain) => {
    expect(isDisposable(domain)).toBe(true);
  });

  it.each([
    ...[
      'gmail.com',
      'proton.me',
      'online.ms',
      'royal.net',
      'addy.io',
      'simplelogin.com',
      'mozmail.com',
      'duck.com',
    ],
    ...['cock.li', 'safe-mail.net', 'com', '', 'constructor', 'xtrashmail.com', 'trashmail.com.example'],
    'a.'.repeat(1000),
  ])('does not contain %s', (domain) => {
    expect(isDisposable(domain)).toBe(false);
  });

  it('contains no domain of the table of mail services, which has its own category', () => {
    expect(providers.flatMap(({ domains }) => domains).filter((domain) => isDisposable(domain))).toEqual([]);
  });
});
