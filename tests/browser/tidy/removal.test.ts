import { beforeEach, describe, expect, it, vi } from 'vitest';

const remove = vi.hoisted(() => vi.fn());
vi.mock('webextension-polyfill', () => ({ default: { browsingData: { remove } } }));

const { removeData } = await import('#browser/tidy/removal.ts');

describe('removeData', () => {
  beforeEach(() => {
    remove.mockReset();
    remove.mockResolvedValue(undefined);
  });

  it('passes one kind on as it is', async () => {
    await removeData({ since: 5 }, { cache: true });
    expect(remove.mock.calls).toEqual([[{ since: 5 }, { cache: true }]]);
  });

  it('asks once for all kinds of one moment', async () => {
    await Promise.all([
      removeData({ since: 5 }, { cache: true }),
      removeData({ since: 5 }, { history: true }),
    ]);
    expect(remove.mock.calls).toEqual([[{ since: 5 }, { cache: true, history: true }]]);
  });

  it('keeps apart what has other limits, and what is asked for later', async () => {
    await Promise.all([removeData({ since: 5 }, { cache: true }), removeData({ since: 0 }, { cache: true })]);
    await removeData({ since: 5 }, { history: true });
    expect(remove.mock.calls).toEqual([
      [{ since: 5 }, { cache: true }],
      [{ since: 0 }, { cache: true }],
      [{ since: 5 }, { history: true }],
    ]);
  });

  it('asks kind by kind where the browser refuses them together, and blames only the guilty one', async () => {
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
