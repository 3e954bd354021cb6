import { describe, expect, it } from 'vitest';
import { createTlsObserver } from '#app/network/observe-tls.ts';
import type { Observation } from '#core/page/visit.ts';
import { address, tlsInfo } from '../../builders.ts';
import { fakeMemory, SESSION } from '../fakes.ts';

const MAIL = address('https://mail.example/');

async function desk(isSessionRunning = true) {
  const memory = fakeMemory();
  const recorded: Observation[] = [];
  const watch = { record: async (_: number, next: Observation) => void recorded.push(next) as undefined };
  if (isSessionRunning) await memory.session.set(SESSION);
  return { memory, recorded, lines: createTlsObserver({ memory, visits: watch }) };
}

describe('TLS info', () => {
  it('is added to the visit and kept for the host', async () => {
    const { lines, recorded, memory } = await desk();
    await lines.opened(1, MAIL, tlsInfo());
    expect(recorded).toEqual([{ kind: 'tls-info', host: 'mail.example', tlsInfo: tlsInfo() }]);
    expect(await memory.tlsInfo.get()).toEqual([['mail.example', tlsInfo()]]);
  });

  it('is not kept for a page without protection, and is where nobody pressed Start', async () => {
    const alone = await desk(false);
    await alone.lines.opened(1, MAIL, tlsInfo());
    const { lines, memory, recorded } = await desk();
    await lines.opened(1, address('http://mail.example/'), tlsInfo());
    expect([await alone.memory.tlsInfo.get(), await memory.tlsInfo.get()]).toEqual([
      [['mail.example', tlsInfo()]],
      undefined,
    ]);
    expect([alone.recorded.length, recorded.length]).toEqual([1, 0]);
  });

  it('is reused for a page from the back/forward cache', async () => {
    const { lines, recorded } = await desk();
    await lines.opened(1, MAIL, tlsInfo({ addedRoot: 'Corner Filters' }));
    await lines.opened(2, MAIL, undefined);
    expect(recorded[1]).toMatchObject({ tlsInfo: { addedRoot: 'Corner Filters' } });
  });

  it('stays unknown for a host without any', async () => {
    const { lines, recorded } = await desk();
    await lines.opened(1, address('https://other.example/'), tlsInfo());
    await lines.opened(1, MAIL, undefined);
    expect(recorded).toHaveLength(1);
  });

  it('names the previous issuer if it changed', async () => {
    const { lines, recorded } = await desk();
    await lines.opened(1, MAIL, tlsInfo());
    await lines.opened(1, address('https://other.example/'), tlsInfo({ issuer: 'Island Trust' }));
    await lines.opened(1, MAIL, tlsInfo({ issuer: 'Island Trust' }));
    expect(recorded.map((one) => 'tlsInfo' in one && one.tlsInfo.issuerBefore)).toEqual([
      undefined,
      undefined,
      'Harbour Trust',
    ]);
  });

  it('is dropped for the oldest of very many hosts', async () => {
    const { lines, memory } = await desk();
    for (let count = 0; count < 310; count += 1) {
      await lines.opened(1, address(`https://h${count}.example/`), tlsInfo());
    }
    const hosts = (await memory.tlsInfo.get())?.map(([host]) => host);
    expect(hosts).toHaveLength(300);
    expect(hosts?.at(-1)).toBe('h309.example');
  });
});
