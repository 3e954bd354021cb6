import { describe, expect, it } from 'vitest';
import { createTlsObserver } from '#app/network/observe-tls.ts';
import type { Observation } from '#core/page/visit.ts';
import { address, connection } from '../../builders.ts';
import { fakeMemory } from '../fakes.ts';

const MAIL = address('https://mail.example/');

async function desk(isSessionRunning = true) {
  const memory = fakeMemory();
  const recorded: Observation[] = [];
  const watch = { record: async (_: number, next: Observation) => void recorded.push(next) as undefined };
  const session = {
    place: 'cafe',
    language: 'en',
    startedAtMs: 0,
    settings: [],
    hideAddress: undefined,
  } as const;
  if (isSessionRunning) await memory.session.set(session);
  return { memory, recorded, lines: createTlsObserver({ memory, watch }) };
}

describe('what is told of lines', () => {
  it('goes to the visit, and is remembered for the host', async () => {
    const { lines, recorded, memory } = await desk();
    await lines.opened(1, MAIL, connection());
    expect(recorded).toEqual([{ kind: 'connection', host: 'mail.example', connection: connection() }]);
    expect(await memory.connections.get()).toEqual([['mail.example', connection()]]);
  });

  it('is not kept while no session runs, nor for a page without protection', async () => {
    const alone = await desk(false);
    await alone.lines.opened(1, MAIL, connection());
    const { lines, memory, recorded } = await desk();
    await lines.opened(1, address('http://mail.example/'), connection());
    expect([await alone.memory.connections.get(), await memory.connections.get()]).toEqual([
      undefined,
      undefined,
    ]);
    expect([...alone.recorded, ...recorded]).toEqual([]);
  });

  it('is what was told before, for a page that the browser shows again without asking', async () => {
    const { lines, recorded } = await desk();
    await lines.opened(1, MAIL, connection({ addedRoot: 'Corner Filters' }));
    await lines.opened(2, MAIL, undefined);
    expect(recorded[1]).toMatchObject({ connection: { addedRoot: 'Corner Filters' } });
  });

  it('stays unknown for a host that nothing was told of', async () => {
    const { lines, recorded } = await desk();
    await lines.opened(1, address('https://other.example/'), connection());
    await lines.opened(1, MAIL, undefined);
    expect(recorded).toHaveLength(1);
  });

  it('names the one before when another one signs', async () => {
    const { lines, recorded } = await desk();
    await lines.opened(1, MAIL, connection());
    await lines.opened(1, address('https://other.example/'), connection({ issuer: 'Island Trust' }));
    await lines.opened(1, MAIL, connection({ issuer: 'Island Trust' }));
    expect(recorded.map((one) => 'connection' in one && one.connection.issuerBefore)).toEqual([
      undefined,
      undefined,
      'Harbour Trust',
    ]);
  });

  it('forgets the oldest of very many hosts', async () => {
    const { lines, memory } = await desk();
    for (let count = 0; count < 310; count += 1) {
      await lines.opened(1, address(`https://h${count}.example/`), connection());
    }
    const hosts = (await memory.connections.get())?.map(([host]) => host);
    expect(hosts).toHaveLength(300);
    expect(hosts?.at(-1)).toBe('h309.example');
  });
});
