import { describe, expect, it } from 'vitest';
import { localPortScan } from '#core/page/detectors/local-port-scan.ts';
import { deepScan, visit } from '../../../builders.ts';

const page = (url: string, ...hosts: string[]) =>
  visit(url, { deepScan: deepScan({ near: hosts.map((host) => ({ host })) }) });
const doors = ['127.0.0.1:5900', '127.0.0.1:3389', '192.168.1.1'];

describe('localPortScan', () => {
  it.each([
    ['a page that asks nobody near by', page('https://site.example/')],
    ['a page that no deep scan has seen', visit('https://site.example/')],
    [
      'a card reader with its helper, asked often',
      page('https://bank.example/', '127.0.0.1:24727', '127.0.0.1:24727', 'localhost:24727'),
    ],
    ['a page of this computer', page('http://localhost:3000/', ...doors)],
    ['a page of the network here', page('http://192.168.1.1/', ...doors)],
  ])('reports nothing for %s', (_, seen) => {
    expect(localPortScan(seen)).toEqual([]);
  });

  it('reports a page that tries several ports', () => {
    expect(localPortScan(page('https://site.example/', ...doors))).toEqual([
      { code: 'local-port-scan', severity: 'low', facts: { count: 3, targets: doors.toSorted() } },
    ]);
  });

  it('counts all targets and lists a few', () => {
    const many = Array.from({ length: 100 }, (_, index) => `127.0.0.1:${1000 + index}`);
    const [finding] = localPortScan(page('https://site.example/', ...many));
    expect(finding?.facts).toMatchObject({ count: 100, targets: { length: 10 } });
  });
});
