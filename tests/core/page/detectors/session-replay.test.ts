import { describe, expect, it } from 'vitest';
import { sessionReplay } from '#core/page/detectors/session-replay.ts';
import { recorders } from '#data/recorders.ts';
import { deepScan, thirdParty, visit } from '../../../builders.ts';

const lists = { recorders };
const page = (...hosts: string[]) =>
  visit('https://shop.example/', { thirdParties: hosts.map((host) => thirdParty(host)) });

describe('sessionReplay', () => {
  it.each([
    ['a page alone', page()],
    ['a page with others', page('fonts.example', 'cdn.other.example')],
    ['a name that ends alike', page('nothotjar.com')],
    ['a listed name in front of another', page('static.hotjar.com.evil.example')],
    ['a tracker that records nothing', page('www.google-analytics.com')],
    ['a part of a company that records elsewhere', page('mc.yandex.ru')],
  ])('reports nothing for %s', (_, seen) => {
    expect(sessionReplay(seen, lists)).toEqual([]);
  });

  it.each([
    ['static.hotjar.com', 'Hotjar'],
    ['edge.fullstory.com', 'Fullstory'],
    ['www.clarity.ms', 'Microsoft Clarity'],
    ['cdn.lr-ingest.io', 'LogRocket'],
    ['mc.webvisor.org', 'Yandex Webvisor'],
  ])('names the company: %s', (host, name) => {
    expect(sessionReplay(page(host, 'fonts.example'), lists)).toEqual([
      { code: 'session-replay', severity: 'low', facts: { host: 'shop.example', names: [name] } },
    ]);
  });

  it('ignores blocked hosts, and reports nothing without a list', () => {
    const host = 'static.hotjar.com';
    const blocked = { ...page(host), blocked: [{ ...thirdParty(host), count: 1 }] };
    expect(sessionReplay(blocked, lists)).toEqual([]);
    expect(sessionReplay(page(host), {})).toEqual([]);
  });

  it('names an open-source library of this kind only', () => {
    const libraries = [
      { name: 'rrweb', kind: 'recorder' } as const,
      { name: 'Other', kind: 'recognizer' } as const,
    ];
    const seen = visit('https://shop.example/', { deepScan: deepScan({ libraries }) });
    expect(sessionReplay(seen, lists)).toMatchObject([{ facts: { names: ['rrweb'] } }]);
    expect(sessionReplay(visit('https://shop.example/', { deepScan: deepScan() }), lists)).toEqual([]);
  });
});
