import { describe, expect, it } from 'vitest';
import { cookieThirdParty } from '#core/page/detectors/cookie-third-party.ts';
import { storageThirdParty } from '#core/page/detectors/storage-third-party.ts';
import { deepScan, thirdParty, trackerList, visit } from '../../../builders.ts';

const lists = {
  trackers: trackerList((host) => (host.endsWith('alpha.example') ? 'Alpha' : undefined)),
};
const kept = (...hosts: string[]) => hosts.map((host) => ({ ...thirdParty(host), count: 2 }));

describe.each([
  [
    'cookieThirdParty',
    'cookie-third-party',
    (url: string, hosts: string[]) =>
      cookieThirdParty(visit(url, { deepScan: deepScan({ cookies: kept(...hosts) }) }), lists),
    cookieThirdParty,
    { count: 4 },
  ],
  [
    'storageThirdParty',
    'storage-third-party',
    (url: string, hosts: string[]) =>
      storageThirdParty(visit(url, { deepScan: deepScan({ stores: hosts.map(thirdParty) }) }), lists),
    storageThirdParty,
    {},
  ],
] as const)('%s', (_, code, detect, bare, more) => {
  it.each([
    ['nobody else', 'https://site.example/', []],
    ['the page’s own site', 'https://site.example/', ['static.site.example']],
    ['the company whose page it is', 'https://www.alpha.example/', ['cdn.other-alpha.example']],
  ])('reports nothing for %s', (_name, url, hosts) => {
    expect(detect(url, hosts)).toEqual([]);
  });

  it('reports nothing before the deep scan', () => {
    expect(bare(visit('https://site.example/'), lists)).toEqual([]);
  });

  it('names the company, or the site if it is unlisted, as a note', () => {
    expect(detect('https://site.example/', ['w.plain.example', 'x.alpha.example'])).toEqual([
      { code, severity: 'low', facts: { names: ['Alpha', 'plain.example'], ...more } },
    ]);
  });
});
