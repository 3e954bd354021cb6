import type { RecipientsRead } from '#contracts/messages.ts';
import { findAddresses } from '#core/mail/recipients.ts';
import { parseAddress } from '#core/network/address.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

export interface RecipientSelection {
  /** Handles a click on the context menu entry for selected text. */
  selection(text: string, tabId: number | undefined): Promise<void>;
  /**
   * Reads the recipients of the letter in this tab. Only on the person's request.
   *
   * @param host - of the page they asked about
   */
  recipients(tabId: number, host: string): Promise<RecipientsRead>;
  /** Returns the addresses last read or selected, once. */
  take(): Promise<string | undefined>;
}

export function createRecipientSelection(parts: {
  readonly memory: Memory;
  readonly tabs: Tabs;
  /** Reads the recipients of the letter being written; `undefined` if extensions are not allowed on the page. */
  readonly readRecipients: (tabId: number) => Promise<readonly string[] | undefined>;
}): RecipientSelection {
  const { memory, tabs, readRecipients } = parts;

  /** Passes on only addresses, not the rest of the selection. */
  async function open(addresses: readonly string[], tabId: number | undefined): Promise<void> {
    await memory.pointedAt.set(addresses.join('\n'));
    await tabs.openOwn('mail', 'from=page#people', tabId);
  }

  return {
    selection: (text, tabId) => open(findAddresses(text).addresses, tabId),
    recipients: async (tabId, host) => {
      const tab = await tabs.get(tabId);
      if (!tab || parseAddress(tab.url)?.host !== host) return 'elsewhere';
      const found = await readRecipients(tabId);
      if (!found) return 'not-allowed';
      const { addresses } = findAddresses(found.join('\n'));
      if (addresses.length === 0) return 'none';
      await open(addresses, tabId);
      return 'opened';
    },
    take: async () => {
      const text = await memory.pointedAt.get();
      await memory.pointedAt.remove();
      return text;
    },
  };
}
