import { describe, expect, it } from 'vitest';
import { fingerprinting } from '#core/page/detectors/fingerprinting.ts';
import { recognizers } from '#data/recognizers.ts';
import { deepScan, thirdParty, visit } from '../../../builders.ts';

const lists = { recognizers };
const page = (...hosts: string[]) =>
  visit('https://shop.example/', { thirdParties: hosts.map((host) => thirdParty(host)) });

describe('fingerprinting', () => {
  it.each([
    ['a page alone', page()],
    ['a name that ends alike', page('notfpjs.io')],
    ['a listed name in front of another', page('h.online-metrix.net.evil.example')],
    ['another part of a company that sells maps of addresses', page('www.maxmind.com', 'geoip.maxmind.com')],
    ['a company that counts visits', page('www.google-analytics.com')],
  ])('reports nothing for %s', (_, seen) => {
    expect(fingerprinting(seen, lists)).toEqual([]);
  });

  it.each([
    ['api.fpjs.io', 'Fingerprint'],
    ['h.online-metrix.net', 'LexisNexis ThreatMetrix'],
    ['cdn.seondf.com', 'SEON'],
    ['device.maxmind.com', 'MaxMind'],
  ])('names the company: %s', (host, name) => {
    expect(fingerprinting(page(host, 'fonts.example'), lists)).toEqual([
      { code: 'fingerprinting', severity: 'low', facts: { names: [name] } },
    ]);
  });

  it('ignores blocked hosts, and reports nothing without a list', () => {
    const host = 'api.fpjs.io';
    const blocked = { ...page(host), blocked: [{ ...thirdParty(host), count: 1 }] };
    expect(fingerprinting(blocked, lists)).toEqual([]);
    expect(fingerprinting(page(host), {})).toEqual([]);
  });

  it('names an open-source library of this kind only', () => {
    const libraries = [
      { name: 'FingerprintJS', kind: 'recognizer' } as const,
      { name: 'Other', kind: 'recorder' } as const,
    ];
    const seen = visit('https://shop.example/', { deepScan: deepScan({ libraries }) });
    expect(fingerprinting(seen, lists)).toMatchObject([{ facts: { names: ['FingerprintJS'] } }]);
    expect(fingerprinting(visit('https://shop.example/', { deepScan: deepScan() }), lists)).toEqual([]);
  });
});
