import { expect, it } from 'vitest';
import { CONNECTION_FAILURES } from '#core/network/connection-failure.ts';
import { connectionBlocked } from '#core/page/detectors/connection-blocked.ts';
import { insecurePage } from '#core/page/detectors/insecure-page.ts';
import { observe } from '#core/page/visit.ts';
import { address, scan, visit } from '../../../builders.ts';

const page = address('https://site.org/');

it.each([
  ['a page that came', visit('https://site.org/')],
  ['a refused proof, which has words of its own', visit('https://site.org/', { certificate: 'expired' })],
])('reports nothing for %s', (_, seen) => {
  expect(connectionBlocked(seen)).toEqual([]);
});

it.each(CONNECTION_FAILURES)('is a note for %s', (failure) => {
  expect(connectionBlocked(visit('http://site.org/', { failure }))).toEqual([
    { code: 'connection-blocked', severity: 'low', facts: { host: 'site.org', failure } },
  ]);
});

it('is the only finding of a page that did not load', () => {
  expect(insecurePage(visit('http://site.org/', { failure: 'silent' }))).toEqual([]);
});

it('stays while the browser’s error page is shown, and goes with a response', () => {
  const failed = observe(undefined, { kind: 'failed', page, failure: 'refused' });
  const shown = observe(failed, { kind: 'committed', page });
  expect(shown).toMatchObject({ failure: 'refused', isScanned: true });
  expect(observe(shown, { kind: 'answered' })?.failure).toBeUndefined();
  expect(observe(shown, { kind: 'scanned', scan: scan(), isWhole: false })?.failure).toBeUndefined();
  expect(observe(shown, { kind: 'committed', page: address('https://other.org/') })?.failure).toBeUndefined();
});
