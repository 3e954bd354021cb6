import { describe, expect, it } from 'vitest';
import { createSerialQueue } from '#lib/serial-queue.ts';

const soon = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe('createSerialQueue', () => {
  it('runs jobs of one key one after another, and those of other keys in parallel', async () => {
    const turns = createSerialQueue<string>();
    const order: string[] = [];
    const job = (name: string, ms: number) => async () => {
      await soon(ms);
      order.push(name);
    };
    await Promise.all([turns('a', job('a1', 20)), turns('a', job('a2', 0)), turns('b', job('b1', 0))]);
    expect(order).toEqual(['b1', 'a1', 'a2']);
  });

  it('continues after a failed job, which rejects for its caller', async () => {
    const turns = createSerialQueue<string>();
    const failing = turns('a', () => Promise.reject(new Error('no')));
    const next = turns('a', async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
