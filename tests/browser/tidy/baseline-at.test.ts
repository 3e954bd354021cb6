import { describe, expect, it, vi } from 'vitest';
import { EMPTY_BASELINE } from '#core/tidy/baseline.ts';

const MOMENT_MS = 1_000_000;
const EARLIER_MS = MOMENT_MS - 1;

interface Download {
  readonly id: number;
  readonly startTime: string;
}
const downloads: readonly Download[] = [
  { id: 3, startTime: new Date(EARLIER_MS).toISOString() },
  { id: 4, startTime: new Date(MOMENT_MS).toISOString() },
];
const cookie = (domain: string, partition?: string) => ({
  storeId: '0',
  domain,
  path: '/',
  name: 'n',
  value: 'v',
  ...(partition && { partitionKey: { topLevelSite: partition } }),
});
const jar = [
  cookie('.mine.example'),
  cookie('tracker.example', 'https://mine.example'),
  cookie('.theirs.example'),
  cookie('tracker.example', 'https://theirs.example'),
];

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { getURL: () => 'own:' },
    tabs: {
      query: async () => [
        { id: 1, url: 'https://first.example/' },
        { id: 2, url: 'https://mine.example/' },
        { id: 3, url: 'https://theirs.example/' },
      ],
    },
    cookies: {
      getAllCookieStores: async () => [{ id: '0' }],
      getAll: async ({ storeId }: { storeId: string }) => (storeId === '0' ? jar : []),
    },
    downloads: {
      search: async ({ startedBefore }: { startedBefore?: string }) =>
        downloads.filter(({ startTime }) => startedBefore === undefined || startTime < startedBefore),
    },
    history: {
      search: async () => [{ url: 'https://mine.example/' }],
      getVisits: async () => [
        { visitId: '7', visitTime: EARLIER_MS },
        { visitId: '8', visitTime: MOMENT_MS },
      ],
    },
    sessions: {
      getRecentlyClosed: async () => [
        { lastModified: EARLIER_MS, tab: { sessionId: 'earlier' } },
        { lastModified: MOMENT_MS, tab: { sessionId: 'later' } },
      ],
    },
  },
}));
vi.mock('#browser/kind.ts', () => ({ BROWSER: 'firefox' }));

const { baselineAt } = await import('#browser/tidy/baseline-at.ts');
const { cookieHash } = await import('#browser/tidy/cookies.ts');

describe('the baseline of a moment at which none was taken', () => {
  const earlier = { ...EMPTY_BASELINE, tabIds: [1], tabAddresses: [11], cookies: [99], closedIds: ['first'] };
  const at = () => baselineAt(earlier, MOMENT_MS, ['www.mine.example'], [2]);

  it('holds what came before the moment, by date', async () => {
    const { lastDownloadId, lastVisitId, closedIds } = await at();
    expect({ lastDownloadId, lastVisitId, closedIds }).toEqual({
      lastDownloadId: 3,
      lastVisitId: 7,
      closedIds: ['first', 'earlier'],
    });
  });

  it('holds cookies of other sites alone, also those left by others within their pages', async () => {
    const { cookies } = await at();
    const hashes = await Promise.all(jar.map((one) => cookieHash(one as never)));
    expect(cookies).toEqual([99, hashes[2], hashes[3]]);
  });

  it('holds tabs that nobody used since, once', async () => {
    const { tabIds, tabAddresses } = await at();
    expect(tabIds).toEqual([1, 3]);
    expect(tabAddresses).toHaveLength(2);
    expect(tabAddresses[0]).toBe(11);
  });

  it('never holds less than the earlier one', async () => {
    const full = { ...earlier, lastDownloadId: 50, lastVisitId: 60 };
    const later = await baselineAt(full, MOMENT_MS, [], []);
    expect(later).toMatchObject({ lastDownloadId: 50, lastVisitId: 60 });
    expect(later.cookies).toHaveLength(jar.length + 1);
  });
});
