import { expect, it } from 'vitest';
import { type HostFacts, NO_HOST_FACTS } from '#core/network/network-facts.ts';
import { dnsSuspect } from '#core/page/detectors/dns-suspect.ts';
import { visit } from '../../../builders.ts';

const seen = (url: string, networkFacts: Partial<HostFacts>) =>
  visit(url, { networkFacts: { ...NO_HOST_FACTS, ...networkFacts } });

it.each([
  ['a name answered from where others are', seen('http://bank.com/', {})],
  ['a page that proved its name', seen('https://bank.com/', { answeredFrom: 'private' })],
  ['the café’s own sign-in page', seen('http://bank.com/', { answeredFrom: 'private', isPortal: true })],
])('reports nothing for %s', (_, page) => {
  expect(dnsSuspect(page)).toEqual([]);
});

it.each(['private', 'loopback'] as const)('is care for a public name at a %s address', (network) => {
  expect(dnsSuspect(seen('http://bank.com/', { answeredFrom: network }))).toEqual([
    { code: 'dns-suspect', severity: 'medium', facts: { host: 'bank.com', network } },
  ]);
});
