import { describe, expect, it } from 'vitest';
import { imitationBy, lookAlikeDomain } from '#core/page/detectors/look-alike-domain.ts';
import type { Lists } from '#core/page/finding.ts';
import { indexNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';
import { address, form, visit } from '../../../builders.ts';

const lists: Lists = { names: indexNames(nameLists) };
const found = (url: string, over: Parameters<typeof visit>[1] = {}) =>
  lookAlikeDomain(visit(url, over), lists);
const asking = (url: string) => found(url, { forms: [form(url)] });

describe('lookAlikeDomain', () => {
  it.each([
    ['the real page', 'https://login.yahoo.com/'],
    ['another page of its owner', 'https://members.yahoo.com/'],
    ['an honest name in another script', 'https://почта.рф/'],
    ['a name of nobody on the list', 'https://forum.example/'],
    ['an address', 'http://192.0.2.7/'],
    ['a name in the café’s own network', 'https://yahoo-login.lan/'],
    ['this machine', 'http://yahoo-login.localhost/'],
  ])('reports nothing for %s, even with a password field', (_, url) => {
    expect(asking(url)).toEqual([]);
  });

  it('reports nothing without the list', () => {
    expect(lookAlikeDomain(visit('https://yahoo-login.example/'), {})).toEqual([]);
  });

  it.each([
    ['letters of another script', 'https://xn--yhoo-53d.com/', 'letters', 'medium'],
    ['words around the name', 'https://yahoo-login.example/', 'added', 'low'],
    ['the real address in front', 'https://mail.yahoo.com.evil.example/', 'inside', 'low'],
  ])('is a stop for %s with a password field', (_, url, kind, quiet) => {
    const { host } = address(url);
    const facts = { host, real: 'yahoo.com', kind, isSure: true };
    expect(asking(url)).toEqual([{ code: 'look-alike-domain', severity: 'high', facts }]);
    expect(found(url)).toEqual([{ code: 'look-alike-domain', severity: quiet, facts }]);
    expect(found(url, { forms: [form(url, 'text')] })).toMatchObject([{ severity: quiet }]);
  });

  it.each([
    ['a slip', 'https://yahooo.com/'],
    ['what its owner could be called', 'https://yahoo-support.com/'],
  ])('is never a stop for a possible coincidence: %s', (_, url) => {
    expect(asking(url)).toMatchObject([{ severity: 'medium', facts: { isSure: false } }]);
    expect(found(url)).toMatchObject([{ severity: 'low' }]);
  });
});

describe('imitationBy', () => {
  it('checks public names only', () => {
    expect(imitationBy(address('https://yahoo-login.example/'), lists)?.real).toBe('yahoo.com');
    expect(imitationBy(address('https://yahoo-login.lan/'), lists)).toBeUndefined();
  });
});
