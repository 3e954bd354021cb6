import { expect, it } from 'vitest';
import { captivePortal } from '#core/detectors/captive-portal.ts';
import { insecurePage } from '#core/detectors/insecure-page.ts';
import { UNKNOWN_LINE } from '#core/line.ts';
import { visit } from '../../builders.ts';

const portal = visit('http://login.cafe.lan/', { line: { ...UNKNOWN_LINE, isPortal: true } });

it.each([
  ['a page of the café that somebody opened by its name', visit('http://login.cafe.lan/')],
  ['a page of the public web', visit('https://site.org/')],
])('says nothing of %s', (_, seen) => {
  expect(captivePortal(seen)).toEqual([]);
});

it('notes a page that the network put in the place of another, once', () => {
  const facts = { host: 'login.cafe.lan' };
  expect(captivePortal(portal)).toEqual([{ code: 'captive-portal', severity: 'low', facts }]);
  expect(insecurePage(portal)).toEqual([]);
});
