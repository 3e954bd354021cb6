import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOrganisation } from '#contracts/organisation.ts';
import { ORGANISATION_LIMITS } from '#core/mail/organisation.ts';
import { indexProviders } from '#core/mail/provider.ts';
import { indexNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';
import { host, provider } from '../core/mail/samples.ts';

const table = indexProviders([
  provider({ id: 'known', domains: ['known.com'], hosts: [host('mail.known.com')] }),
]);
const known = { table, names: indexNames(nameLists) };
const FILE = {
  format: 1,
  name: 'Our group',
  chosen: ['known'],
  providers: [{ name: 'Group Mail', domains: ['group.org'], hosts: ['in.group.org'] }],
};
const readFile = (file: unknown) => readOrganisation(JSON.stringify(file), known);
const errors = (file: unknown) => {
  const result = readFile(file);
  return result.ok ? [] : result.errors.map(({ code, at }) => `${code} ${at}`);
};
const withProvider = (over: object) => ({ ...FILE, providers: [{ ...FILE.providers[0], ...over }] });

describe('readOrganisation', () => {
  it('accepts a list', () => {
    expect(readFile(FILE)).toEqual({
      ok: true,
      list: { name: 'Our group', chosen: ['known'], providers: FILE.providers },
    });
  });

  it('requires only a name', () => {
    expect(readFile({ format: 1, name: 'Us' })).toEqual({
      ok: true,
      list: { name: 'Us', chosen: [], providers: [] },
    });
    expect(errors(withProvider({ hosts: undefined }))).toEqual([]);
  });

  it.each([
    ['nothing', '', 'not-json'],
    ['half a file', '{"format": 1, "na', 'not-json'],
    ['a picture', '\u0089PNG\r\n', 'not-json'],
    ['a text that is too long', `"${'x'.repeat(ORGANISATION_LIMITS.bytes)}"`, 'too-big'],
    ['a text of few, but long letters', `"${'é'.repeat(ORGANISATION_LIMITS.bytes / 2)}"`, 'too-big'],
    ['a pit', '['.repeat(60_000), 'too-deep'],
    ['a list of lists', '[[1]]', 'not-a-list'],
    ['a word', '"group"', 'not-a-list'],
    ['nothing at all', 'null', 'not-a-list'],
  ])('rejects %s', (_, text, code) => {
    expect(readOrganisation(text, known)).toEqual({ ok: false, errors: [{ code, at: '' }] });
  });

  it('accepts brackets in a name', () => {
    expect(errors({ ...FILE, name: '[[[[[[[[{{{{' })).toEqual([]);
  });

  it.each([
    ['another format', { ...FILE, format: 2 }, 'other-format format'],
    ['no format', { name: 'Us' }, 'missing format'],
    ['no name', { format: 1 }, 'missing name'],
    ['an empty name', { ...FILE, name: '' }, 'wrong-value name'],
    ['a number for a name', { ...FILE, name: 7 }, 'wrong-value name'],
    ['a field nobody knows', { ...FILE, notes: 'x' }, 'unknown-field notes'],
    ['one further down', withProvider({ phone: 'x' }), 'unknown-field providers.0.phone'],
    ['a choice nobody knows', { ...FILE, chosen: ['unknown'] }, 'not-in-table chosen.0'],
    ['a choice made twice', { ...FILE, chosen: ['known', 'known'] }, 'named-twice chosen.1'],
    ['a host with a scheme', withProvider({ hosts: ['https://a.org'] }), 'wrong-value providers.0.hosts.0'],
    ['a host in capitals', withProvider({ hosts: ['A.org'] }), 'wrong-value providers.0.hosts.0'],
    ['a suffix', withProvider({ domains: ['co.uk'] }), 'wrong-value providers.0.domains.0'],
    ['a router', withProvider({ hosts: ['box.lan'] }), 'wrong-value providers.0.hosts.0'],
    ['a number', withProvider({ hosts: ['10.0.0.1'] }), 'wrong-value providers.0.hosts.0'],
    ['a service of the table', withProvider({ domains: ['known.com'] }), 'in-table providers.0.domains.0'],
    ['a host of the table', withProvider({ hosts: ['mail.known.com'] }), 'in-table providers.0.hosts.0'],
    ['a host named twice', withProvider({ hosts: ['a.org', 'a.org'] }), 'named-twice providers.0.hosts.1'],
    ['a false name', withProvider({ domains: ['paypa1.com'] }), 'imitates providers.0.domains.0'],
    ['a false sign-in', withProvider({ hosts: ['signin.paypa1.com'] }), 'imitates providers.0.hosts.0'],
    ['one that may be chance', withProvider({ domains: ['gmial.com'] }), 'imitates providers.0.domains.0'],
    ['one of other letters', withProvider({ hosts: ['xn--pypal-4ve.com'] }), 'imitates providers.0.hosts.0'],
    ['too many', { ...FILE, chosen: Array(101).fill('known') }, 'too-many chosen'],
  ])('reports %s with its position', (_, file, error) => {
    expect(errors(file)).toContain(error);
  });

  it('names what a look-alike imitates, and accepts names that imitate nothing', () => {
    const result = readFile(withProvider({ domains: ['paypa1.com'] }));
    expect(result.ok ? [] : result.errors).toEqual([
      { code: 'imitates', at: 'providers.0.domains.0', real: 'paypal.com' },
    ]);
    expect(errors(withProvider({ domains: ['payroll.org', 'paypal-fans.org'] }))).toEqual([]);
  });

  it('limits the number of errors', () => {
    expect(errors({ ...FILE, chosen: Array(50).fill('unknown') })).toHaveLength(20);
  });

  it('accepts any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json({ maxDepth: 8 })), (text) => {
        const result = readOrganisation(text, known);
        if (!result.ok) expect(result.errors.length).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(
        fc.record({ format: fc.constant(1), name: fc.anything(), providers: fc.anything() }),
        (file) => {
          expect(() => readFile(file)).not.toThrow();
        },
      ),
    );
  });
});
