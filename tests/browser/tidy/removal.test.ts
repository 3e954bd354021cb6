import { beforeEach, describe, expect, it, vi } from 'vitest';

const remove = vi.hoisted(() => vi.fn());
vi.mock('webextension-polyfill', () => ({ default: { browsingData: { remove } } }));

const { removeData } = await import('#browser/tidy/removal.ts');

describe('removeData', () => {
  beforeEach(() => {
    remove.mockReset();
    remove.mockResolvedValue(undefined);
  });

  it('passes on a single type unchanged', async () => {
    await removeData({ since: 5 }, { cache: true });
    expect(remove.mock.calls).toEqual([[{ since: 5 }, { cache: true }]]);
  });

  it('merges types requested in the same microtask', async () => {
    await Promise.all([
      removeData({ since: 5 }, { cache: true }),
      removeData({ since: 5 }, { history: true }),
    ]);
    expect(remove.mock.calls).toEqual([[{ since: 5 }, { cache: true, history: true }]]);
  });

  it('does not merge requests with other options or later ones', async () => {
    await Promise.all([removeData({ since: 5 }, { cache: true }), removeData({ since: 0 }, { cache: true })]);
    await removeData({ since: 5 }, { history: true });
    expect(remove.mock.calls).toEqual([
      [{ since: 5 }, { cache: true }],
      [{ since: 0 }, { cache: true }],
      [{ since: 5 }, { history: true }],
    ]);
  });

  it('repeats each request if the browser refuses the merged call, and rejects only the failing one', async () => {
    remove.mockImplementation(async (_, types: object) => {
      if ('cache' in types) throw new Error('no cache today');
    });
    const outcomes = await Promise.allSettled([
      removeData({}, { cookies: true }),
      removeData({}, { cache: true }),
      removeData({}, { history: true }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: new Error('no cache today') });
  });
});
