import { httpsUrl } from '#core/network/address.ts';
import type { Tabs } from '../tabs.ts';

/** Asks for the HTTPS address of an HTTP page, once, because the person wants to. */
export async function upgradePage(tabs: Pick<Tabs, 'get' | 'navigate'>, tabId: number): Promise<void> {
  const tab = await tabs.get(tabId);
  if (tab?.url.startsWith('http:')) await tabs.navigate(tabId, httpsUrl(tab.url));
}
