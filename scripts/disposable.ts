/**
 * Generates the list of disposable mail domains from the installed package.
 *
 * Excluded: names below somebody's domain (`x.dynv6.net`), whose number is unlimited, and known errors of such lists.
 */
import { createRequire } from 'node:module';
import { getDomain } from 'tldts';
import { type DisposableFile, disposableFile } from '../src/contracts/lists.ts';
import type { Provider } from '../src/core/mail/provider.ts';
import { checkInstalled, readJson } from './tools.ts';

/** The package has no date; this is the date of its release. Change both together. */
const PACKAGE = { name: 'disposable-email-domains-js', version: '1.26.0', released: '2026-09-21' } as const;

/** Permanent mailboxes and forwarding services, each of which such lists have included. */
const NOT_DISPOSABLE = [
  ...['addy.io', 'anonaddy.com', 'anonaddy.me', 'cock.li', 'duck.com', 'mozmail.com', 'safe-mail.net'],
  ...['simplelogin.com', 'simplelogin.io', 'slmail.me', 'vfemail.net'],
];

export function compileDisposable(providers: readonly Provider[]): DisposableFile {
  const require = createRequire(import.meta.url);
  checkInstalled(PACKAGE, 'scripts/disposable.ts');
  const path = require.resolve(PACKAGE.name).replace(/index\.js$/, 'dict/disposable_email_blocklist.json');
  const named = readJson<readonly string[]>(path);
  // The table takes precedence; it has a category for disposable services.
  const kept = new Set([...NOT_DISPOSABLE, ...providers.flatMap(({ domains }) => domains)]);
  return disposableFile.parse({
    title: 'Domains of throw-away mailboxes',
    source: `https://www.npmjs.com/package/${PACKAGE.name}/v/${PACKAGE.version}`,
    license: 'CC0-1.0',
    retrieved: PACKAGE.released,
    version: PACKAGE.version,
    domains: packDomains(named.filter((domain) => getDomain(domain) === domain && !kept.has(domain))),
  });
}

/** Inverse of `unpackDomains` in src/data/disposable.ts. */
export function packDomains(domains: readonly string[]): string {
  const turned = domains.map((domain) => domain.split('.').toReversed().join('.')).toSorted();
  return turned
    .map((name, at) => {
      const shared = sharedLength(turned[at - 1] ?? '', name);
      return String.fromCharCode(A + shared) + name.slice(shared).replaceAll('mail', '~');
    })
    .join('');
}

const A = 65;
const MAX_SHARED = 25;

function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < MAX_SHARED && length < a.length && a[length] === b[length]) length++;
  return length;
}
