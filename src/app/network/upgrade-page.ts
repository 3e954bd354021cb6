import { httpsUrl } from '#core/network/address.ts';
import type { Tabs } from '../tabs.ts';

/** Loads an HTTP page over HTTPS, once, on the person's request. */
export async function upgradePage(tabs: Pick<Tabs, 'get' | 'navigate'>, tabId: number): Promise<void> {
  const tab = await tabs.get(tabId);
  if (tab?.url.startsWith('http:')) await tabs.navigate(tabId, httpsUrl(tab.url));
}
