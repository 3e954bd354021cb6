import type { Browser } from 'puppeteer';

/**
 * A person's actions in the browser's own windows, which neither pages nor extensions can do: by the calls of those
 * windows.
 */
export interface OwnWindows {
  /** Permanently allows notifications for this site. */
  allowNotifications(origin: string): Promise<void>;
  addBookmark(title: string, url: string): Promise<void>;
  /** “Add to dictionary”. */
  addWord(word: string): Promise<void>;
  saveAddress(name: string): Promise<void>;
  saveCard(name: string): Promise<void>;
  /** Firefox only; in Chromium done by hand. */
  removeBookmarks?(): Promise<void>;
  /** Addresses and cards. */
  removeSaved?(): Promise<void>;
  /** Ctrl+Shift+Delete. */
  clearData?(range: ClearedRange, boxes: readonly ClearedBox[]): Promise<void>;
}

/** Options of the time range. */
export type ClearedRange = 'last hour' | 'everything';

export type ClearedBox = 'cookies' | 'settings' | 'history';

const CARD = { number: '4111111111111111', month: 12, year: 2031 };

/** Chromium's pages for settings and bookmarks have access to the necessary APIs. */
export function chromiumWindows(browser: Browser): OwnWindows {
  async function onPage(address: string, expression: string): Promise<void> {
    const page = await browser.newPage();
    await page.goto(`chrome://${address}`);
    await page.evaluate(expression);
    await page.close();
  }

  return {
    allowNotifications: (origin) =>
      onPage(
        `settings/content/siteDetails?site=${encodeURIComponent(origin)}`,
        `chrome.send('setOriginPermissions', ${JSON.stringify([origin, 'notifications', 'allow'])})`,
      ),
    addBookmark: (title, url) =>
      onPage('bookmarks', `chrome.bookmarks.create(${JSON.stringify({ parentId: '1', title, url })})`),
    addWord: (word) =>
      onPage(
        'settings/languages',
        `chrome.languageSettingsPrivate.addSpellcheckWord(${JSON.stringify(word)})`,
      ),
    saveAddress: (name) =>
      onPage(
        'settings/addresses',
        `chrome.autofillPrivate.saveAddress(${JSON.stringify({
          fields: [
            { type: 'NAME_FULL', value: name },
            { type: 'ADDRESS_HOME_STREET_ADDRESS', value: '1 Harbour Street' },
            { type: 'ADDRESS_HOME_COUNTRY', value: 'US' },
          ],
        })})`,
      ),
    saveCard: (name) =>
      onPage(
        'settings/payments',
        `chrome.autofillPrivate.saveCreditCard(${JSON.stringify({
          name,
          cardNumber: CARD.number,
          expirationMonth: String(CARD.month),
          expirationYear: String(CARD.year),
        })})`,
      ),
  };
}

/** @source browser/base/content/sanitize_v2.xhtml */
const BOX_IDS: { readonly [Box in ClearedBox]: string } = {
  cookies: 'cookiesAndStorage',
  settings: 'siteSettings',
  history: 'browsingHistoryAndDownloads',
};

/** @param inParent - evaluates in Firefox's parent process */
export function firefoxWindows(inParent: (expression: string) => Promise<unknown>): OwnWindows {
  async function run(body: string): Promise<void> {
    await inParent(`(async () => { ${body} })()`);
  }
  const saveFor = (list: 'addresses' | 'creditCards', record: object) =>
    run(`const { formAutofillStorage } =
        ChromeUtils.importESModule('resource://autofill/FormAutofillStorage.sys.mjs');
      await formAutofillStorage.initialize();
      await formAutofillStorage.${list}.add(${JSON.stringify(record)});`);

  return {
    allowNotifications: (origin) =>
      run(`Services.perms.addFromPrincipal(
        Services.scriptSecurityManager.createContentPrincipalFromOrigin(${JSON.stringify(origin)}),
        'desktop-notification', Services.perms.ALLOW_ACTION);`),
    addBookmark: (title, url) =>
      run(`const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
        await PlacesUtils.bookmarks.insert({
          parentGuid: PlacesUtils.bookmarks.toolbarGuid, ...${JSON.stringify({ title, url })} });`),
    addWord: (word) =>
      run(`Cc['@mozilla.org/spellchecker/personaldictionary;1']
        .getService(Ci.mozIPersonalDictionary).addWord(${JSON.stringify(word)});`),
    saveAddress: (name) =>
      saveFor('addresses', { name, 'street-address': '1 Harbour Street', country: 'US' }),
    async saveCard(name) {
      // Firefox encrypts the number with the system's keyring, which test machines lack.
      await run(`const { OSKeyStore } = ChromeUtils.importESModule('resource://gre/modules/OSKeyStore.sys.mjs');
        OSKeyStore.encrypt = async () => 'encrypted';`);
      await saveFor('creditCards', {
        'cc-name': name,
        'cc-number': CARD.number,
        'cc-exp-month': CARD.month,
        'cc-exp-year': CARD.year,
      });
    },
    removeBookmarks: () =>
      run(`const { PlacesUtils } = ChromeUtils.importESModule('resource://gre/modules/PlacesUtils.sys.mjs');
        const { children = [] } = await PlacesUtils.promiseBookmarksTree(PlacesUtils.bookmarks.toolbarGuid);
        for (const { guid } of children) await PlacesUtils.bookmarks.remove(guid);`),
    removeSaved: () =>
      run(`const { formAutofillStorage } =
          ChromeUtils.importESModule('resource://autofill/FormAutofillStorage.sys.mjs');
        await formAutofillStorage.initialize();
        for (const list of [formAutofillStorage.addresses, formAutofillStorage.creditCards]) {
          for (const { guid } of await list.getAll()) list.remove(guid);
        }`),
    clearData: (range, boxes) =>
      run(`const { Sanitizer } = ChromeUtils.importESModule('resource:///modules/Sanitizer.sys.mjs');
        const range = Sanitizer.getClearRange(Sanitizer.TIMESPAN_${range === 'everything' ? 'EVERYTHING' : 'HOUR'});
        await Sanitizer.sanitize(${JSON.stringify(boxes.map((box) => BOX_IDS[box]))},
          { ignoreTimespan: !range, range });`),
  };
}
