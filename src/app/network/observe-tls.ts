import type { Address } from '#core/network/address.ts';
import { comparedWith, type TlsInfo } from '#core/network/tls-info.ts';
import type { Memory } from '../memory.ts';
import type { VisitObserver } from '../page/observe-visits.ts';

export interface TlsObserver {
  /**
   * A page was committed in a tab.
   *
   * @param told - `undefined` if the browser gave no TLS info, such as for a page from the back/forward cache
   */
  opened(tabId: number, page: Address, told: TlsInfo | undefined): Promise<void>;
}

/** More than a person opens in a session; a page must not fill the storage. */
const MAX_HOSTS = 300;

/** Adds TLS info to a visit, and keeps it by host until the session ends. */
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
      if (page.scheme !== 'https') return;
      const { host } = page;
      const tlsInfo = told
        ? await remember(host, told)
        : (await memory.tlsInfo.get())?.find(([known]) => known === host)?.[1];
      if (tlsInfo) await visits.record(tabId, { kind: 'tls-info', host, tlsInfo });
    },
  };
}
