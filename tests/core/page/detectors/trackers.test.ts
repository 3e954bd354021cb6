import { describe, expect, it } from 'vitest';
import { trackers } from '#core/page/detectors/trackers.ts';
import type { Lists } from '#core/page/finding.ts';
import { thirdParty, trackerList, visit } from '../../../builders.ts';

const OWNERS: Record<string, string> = {
  'count.alpha.example': 'Alpha',
  'pixel.alpha.example': 'Alpha',
  'www.alpha.example': 'Alpha',
  'ads.zeta.example': 'Zeta',
};
const lists: Lists = { trackers: trackerList((host) => OWNERS[host]) };
const watched = ['ads.zeta.example', 'count.alpha.example', 'pixel.alpha.example', 'cdn.plain.example'];

describe('trackers', () => {
  it('reports nothing for a page without third parties', () => {
    expect(trackers(visit('https://site.example/'), lists)).toEqual([]);
  });

  it('ignores unlisted hosts', () => {
    const page = visit('https://site.example/', { thirdParties: [thirdParty('cdn.plain.example')] });
    expect(trackers(page, lists)).toEqual([]);
  });

  it('reports nothing without a list, since nothing is known then', () => {
    const page = visit('https://site.example/', { thirdParties: watched.map(thirdParty) });
    expect(trackers(page, {})).toEqual([]);
  });

  it('counts companies, not hosts, and names them in order', () => {
    const page = visit('https://site.example/', { thirdParties: watched.map(thirdParty) });
    expect(trackers(page, lists)).toEqual([
      {
        code: 'trackers',
        severity: 'low',
        facts: {
          count: 2,
          names: ['Alpha', 'Zeta'],
          hosts: ['ads.zeta.example', 'count.alpha.example', 'pixel.alpha.example'],
          kinds: [{ kind: 'ads', names: ['Alpha', 'Zeta'] }],
          stopped: 0,
          blockedCount: 0,
        },
      },
    ]);
  });

  it('does not count the company that owns the page', () => {
    const page = visit('https://www.alpha.example/', { thirdParties: watched.map(thirdParty) });
    expect(trackers(page, lists)).toMatchObject([{ facts: { count: 1, names: ['Zeta'] } }]);
  });

  it('also names blocked hosts: by company, or by site if unlisted', () => {
    const blocked = ['ads.zeta.example', 'x.unlisted.example', 'y.unlisted.example', 'cdn.site.example'];
    const page = visit('https://www.site.example/', {
      thirdParties: [thirdParty('count.alpha.example')],
      blocked: blocked.map((host, index) => ({ ...thirdParty(host), count: index + 1 })),
    });
    expect(trackers(page, lists)).toMatchObject([
      {
        facts: {
          count: 3,
          names: ['Alpha', 'Zeta', 'unlisted.example'],
          kinds: [
            { kind: 'ads', names: ['Alpha', 'Zeta'] },
            { kind: 'other', names: ['unlisted.example'] },
          ],
          stopped: 10,
          blockedCount: 2,
        },
      },
    ]);
  });

  it('ignores blocked parts of the page’s own site', () => {
    const page = visit('https://www.site.example/', {
      blocked: [{ ...thirdParty('count.site.example'), count: 2 }],
    });
    expect(trackers(page, lists)).toEqual([]);
  });

  it('is never more than a note', () => {
    const hosts = Array.from({ length: 300 }, (_, index) => `t${index}.example`);
    const everybody: Lists = { trackers: trackerList((host) => host) };
    const page = visit('https://site.example/', { thirdParties: hosts.map(thirdParty) });
    expect(trackers(page, everybody)).toMatchObject([{ severity: 'low', facts: { count: 300 } }]);
  });
});
