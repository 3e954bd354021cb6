import type { Address } from '#core/network/address.ts';
import { type Connection, comparedWith } from '#core/network/tls-info.ts';
import type { VisitObserver } from '../page/observe-visits.ts';
import type { Memory } from '../ports.ts';

export interface TlsObserver {
  /**
   * A tab shows this page now.
   *
   * @param told - `undefined` where the browser told nothing, as for a page that it kept and shows again
   */
  opened(tabId: number, page: Address, told: Connection | undefined): Promise<void>;
}

/** A person opens fewer sites in a session; a page that opens many must not fill the memory. */
const MAX_HOSTS = 300;

/** Adds TLS info to a visit, and keeps it for the host until the session ends. */
export function createTlsObserver({
  memory,
  watch,
}: {
  memory: Memory;
  watch: Pick<VisitObserver, 'record'>;
}): TlsObserver {
  async function remember(host: string, told: Connection): Promise<Connection> {
    let connection = told;
    await memory.connections.update((lines = []) => {
      connection = comparedWith(told, lines.find(([known]) => known === host)?.[1]);
      const others = lines.filter(([known]) => known !== host);
      return [...others.slice(1 - MAX_HOSTS), [host, connection] as const];
    });
    return connection;
  }

  return {
    opened: async (tabId, page, told) => {
      if (page.scheme !== 'https' || !(await memory.session.get())) return;
      const { host } = page;
      const connection = told
        ? await remember(host, told)
        : (await memory.connections.get())?.find(([known]) => known === host)?.[1];
      if (connection) await watch.record(tabId, { kind: 'connection', host, connection });
    },
  };
}
