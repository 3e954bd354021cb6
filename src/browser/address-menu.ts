import browser from 'webextension-polyfill';

const ID = 'addresses';

/**
 * Adds an entry to the context menu of selected text.
 *
 * Independent of sessions: browsers store context menus on disk, and an entry that comes and goes would reveal them.
 */
export function listenToAddressMenu(onAsked: (text: string, tabId: number | undefined) => void): void {
  const create = () => {
    browser.contextMenus.create(
      { id: ID, title: browser.i18n.getMessage('menuAddresses'), contexts: ['selection'] },
      // Fails if the entry exists from the last start.
      () => void browser.runtime.lastError,
    );
  };
  browser.runtime.onInstalled.addListener(create);
  browser.runtime.onStartup.addListener(create);
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }, tab) => {
    if (menuItemId === ID) onAsked(selectionText, tab?.id);
  });
}
