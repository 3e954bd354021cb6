import type { Address } from '#core/network/address.ts';
import { comparedWith, type TlsInfo } from '#core/network/tls-info.ts';
import type { Memory } from '../memory.ts';
import type { VisitObserver } from '../page/observe-visits.ts';

export interface TlsObserver {
  /**
   * A tab shows this page now.
   *
   * @param told - `undefined` where the browser told nothing, as for a page that it kept and shows again
   */
  opened(tabId: number, page: Address, told: TlsInfo | undefined): Promise<void>;
}

/** A person opens fewer sites in a session; a page that opens many must not fill the memory. */
const MAX_HOSTS = 300;

/** Adds TLS info to a visit, and keeps it for the host until the session ends. */
export function createTlsObserver({
  memory,
  visits,
}: {
  memory: Memory;
  visits: Pick<VisitObserver, 'record'>;
}): TlsObserver {
  async function remember(host: string, told: TlsInfo): Promise<TlsInfo> {
    let tlsInfo = told;
    await memory.tlsInfo.update((lines = []) => {
      tlsInfo = comparedWith(told, lines.find(([known]) => known === host)?.[1]);
      const others = lines.filter(([known]) => known !== host);
      return [...others.slice(1 - MAX_HOSTS), [host, tlsInfo] as const];
    });
    return tlsInfo;
  }

  return {
    opened: async (tabId, page, told) => {
      if (page.scheme !== 'https' || !(await memory.session.get())) return;
      const { host } = page;
      const tlsInfo = told
        ? await remember(host, told)
        : (await memory.tlsInfo.get())?.find(([known]) => known === host)?.[1];
      if (tlsInfo) await visits.record(tabId, { kind: 'tls-info', host, tlsInfo });
    },
  };
}
