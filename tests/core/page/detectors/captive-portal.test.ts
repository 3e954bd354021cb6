import { expect, it } from 'vitest';
import { NO_HOST_FACTS } from '#core/network/network-facts.ts';
import { captivePortal } from '#core/page/detectors/captive-portal.ts';
import { dnsSuspect } from '#core/page/detectors/dns-suspect.ts';
import { insecurePage } from '#core/page/detectors/insecure-page.ts';
import { form, visit } from '../../../builders.ts';

const portal = visit('http://login.cafe.lan/', { networkFacts: { ...NO_HOST_FACTS, isPortal: true } });

it.each([
  ['a page of the café that somebody opened by its name', visit('http://login.cafe.lan/')],
  ['a page of the public web', visit('https://site.org/')],
  ['a form that stays in the public web', visit('http://site.org/', { forms: [form('http://other.org/')] })],
  ['a form of the router', visit('http://192.168.1.1/', { forms: [form('http://192.168.1.1/')] })],
  ['a form of this computer’s own', visit('http://site.org/', { forms: [form('http://127.0.0.1:631/')] })],
  ['an HTTPS page, which proved its name', visit('https://site.org/', { forms: [form('http://10.0.0.1/')] })],
  ['a name that only this house knows', visit('http://printer/', { forms: [form('http://10.0.0.1/')] })],
])('reports nothing for %s', (_, seen) => {
  expect(captivePortal(seen)).toEqual([]);
});

it('reports a replaced page as a note', () => {
  const facts = { host: 'login.cafe.lan' };
  expect(captivePortal(portal)).toEqual([{ code: 'captive-portal', severity: 'low', facts }]);
  expect(insecurePage(portal)).toEqual([]);
});

it.each(['http://10.0.0.1/login', 'http://login.cafe.lan/connect'])(
  'notes a page under a public name whose words go into the local network: %s',
  (target) => {
    const inPlace = visit('http://news.org/', { forms: [form(target, 'text')] });
    expect(captivePortal(inPlace)).toMatchObject([{ facts: { host: 'news.org' } }]);
    const odd = { ...inPlace, networkFacts: { ...NO_HOST_FACTS, answeredFrom: 'private' as const } };
    expect(dnsSuspect(odd), 'one cause, one note').toEqual([]);
  },
);
