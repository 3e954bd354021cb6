import browser from 'webextension-polyfill';

const ID = 'addresses';

/**
 * One entry in the menu of selected text.
 *
 * It is there whether a session runs or not: browsers keep menus on the disk, and what stands there must not
 * tell when a session ran.
 */
export function listenToAddressMenu(onAsked: (text: string, tabId: number | undefined) => void): void {
  const create = () => {
    browser.contextMenus.create(
      { id: ID, title: browser.i18n.getMessage('menuAddresses'), contexts: ['selection'] },
      // Already there from the last start.
      () => void browser.runtime.lastError,
    );
  };
  browser.runtime.onInstalled.addListener(create);
  browser.runtime.onStartup.addListener(create);
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText = '' }, tab) => {
    if (menuItemId === ID) onAsked(selectionText, tab?.id);
  });
}
