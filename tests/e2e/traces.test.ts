import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCafe } from '../cafe/server.ts';
import { SITES } from '../cafe/sites.ts';
import { openBrowser, type TestBrowser, waitFor } from './harness/index.ts';
import { leave, readingOf, startSession } from './harness/person.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

const { forum, yahoo, news, keeps, mail } = SITES;

/** All storage of the extension. */
function notesOf(browser: TestBrowser): Promise<unknown> {
  return browser.inExtension(async (api) => ({
    local: await api.storage.local.get(null),
    sync: await api.storage.sync.get(null),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    localStorage: { ...localStorage },
  }));
}

type Settings = Readonly<Record<string, { readonly value: unknown; readonly levelOfControl: string }>>;

/** Settings that a session may change, with their controllers. */
function settingsOf(browser: TestBrowser): Promise<Settings> {
  return browser.inExtension(async (api) => {
    type Group = Record<
      string,
      { get(details: object): Promise<{ value: unknown; levelOfControl: string }> } | undefined
    >;
    const { services, network, websites } = api.privacy as unknown as Record<string, Group | undefined>;
    const { browserSettings } = api as unknown as Record<string, Group | undefined>;
    const all = {
      passwords: services?.passwordSavingEnabled,
      addresses: services?.autofillAddressEnabled,
      cards: services?.autofillCreditCardEnabled,
      prediction: network?.networkPredictionEnabled,
      webrtc: network?.webRTCIPHandlingPolicy,
      thirdPartyCookies: websites?.thirdPartyCookiesAllowed,
      trackingProtection: websites?.trackingProtectionMode,
      // These three exist only in Firefox.
      pageCopies: browserSettings?.cacheEnabled,
      siteZoom: browserSettings?.zoomSiteSpecific,
      notificationsOff: browserSettings?.webNotificationsDisabled,
    };
    const read: Record<string, { value: unknown; levelOfControl: string }> = {};
    for (const [name, setting] of Object.entries(all)) {
      if (!setting) continue;
      const { value, levelOfControl } = await setting.get({});
      read[name] = { value, levelOfControl };
    }
    return read;
  });
}

/** Files of the extension in the profile, without its code. */
function filesOfExtension(browser: TestBrowser): readonly string[] {
  const { profileDir, backend } = browser;
  const { hostname } = new URL(backend.extensionUrl);
  return readdirSync(profileDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(backend.extension.folder) && !path.endsWith('.xpi'))
    .filter((path) => {
      const name = path.slice(profileDir.length);
      return name.includes(hostname) || name.includes(backend.extension.id) || /extension/i.test(name);
    });
}

function mentions(path: string, words: readonly string[]): readonly string[] {
  const content = readFileSync(path);
  return words.filter(
    (word) => content.includes(Buffer.from(word, 'utf8')) || content.includes(Buffer.from(word, 'utf16le')),
  );
}

const HARDENED = {
  chromium: {
    passwords: false,
    addresses: false,
    cards: false,
    prediction: false,
    webrtc: 'default_public_interface_only',
    thirdPartyCookies: false,
  },
  firefox: {
    passwords: false,
    prediction: false,
    webrtc: 'default_public_interface_only',
    trackingProtection: 'always',
    pageCopies: false,
    siteZoom: false,
    notificationsOff: true,
  },
} as const;

describe.each(BROWSER_NAMES)('traces of the extension in %s', (name) => {
  let browser: TestBrowser;
  let freshNotes: unknown;
  let freshSettings: Settings;

  beforeAll(async () => {
    browser = await openBrowser(name, { cafe: await openCafe(), keepsPage: true });
    freshNotes = await notesOf(browser);
    freshSettings = await settingsOf(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await browser?.cafe.close();
  });

  async function openAgain(): Promise<void> {
    const { cafe, profileDir } = browser;
    browser = await openBrowser(name, { cafe, profileDir, keepsPage: true });
  }

  async function visitPlaces(): Promise<void> {
    for (const { url } of [forum, yahoo, news, keeps, mail]) {
      const page = await browser.openPage(url);
      await readingOf(browser, url);
      if (url === mail.url) {
        await page.bringToFront();
        await page.type('#password', 'not-a-real-one');
        await page.keyboard.press('Enter');
      }
    }
  }

  it('there are none before the session', () => {
    expect(freshNotes).toEqual({ local: {}, sync: {}, databases: [], caches: [], localStorage: {} });
  });

  it('settings are stricter only during a session', async () => {
    await startSession(browser);
    const during = await settingsOf(browser);
    for (const [setting, value] of Object.entries(HARDENED[name])) {
      const fresh = freshSettings[setting];
      const wasStrict = fresh?.value === value;
      const holder = wasStrict ? fresh?.levelOfControl : 'controlled_by_this_extension';
      expect(during[setting], setting).toEqual({ value, levelOfControl: holder });
    }
    expect(during).not.toEqual(freshSettings);
  });

  it('there are none after a session, and the settings are restored', async () => {
    await visitPlaces();
    await leave(browser);
    expect(await notesOf(browser)).toEqual(freshNotes);
    expect(await settingsOf(browser)).toEqual(freshSettings);
  });

  it.each([false, true])('there are none after a power cut, with Start: %s', async (isStarted) => {
    if (isStarted) {
      await openAgain();
      await startSession(browser);
    }
    await visitPlaces();
    const hosts = [forum, yahoo, news, keeps, mail].map(({ url }) => new URL(url).hostname);
    // Gives the browser time to write what it would write.
    await new Promise((done) => setTimeout(done, 3000));
    await browser.kill();

    const files = filesOfExtension(browser);
    expect(files.length).toBeGreaterThan(0);
    expect(files.map((path) => [path, mentions(path, hosts)]).filter(([, found]) => found?.length)).toEqual(
      [],
    );
  });

  it('settings are restored at the next start after a power cut', async () => {
    await openAgain();
    await waitFor('the settings to be put back', async () => {
      const now = await settingsOf(browser);
      return JSON.stringify(now) === JSON.stringify(freshSettings);
    }).catch(() => undefined);
    expect(await settingsOf(browser)).toEqual(freshSettings);
    expect(await notesOf(browser)).toEqual(freshNotes);
  });

  it('there are no requests of the extension', async () => {
    await startSession(browser);
    await visitPlaces();
    await leave(browser);
    const { cafe, backend } = browser;
    expect(await backend.requestsBegunBy(backend.extensionUrl.slice(0, -1))).toEqual([]);
    const origins = cafe.requests.flatMap(({ headers }) => [headers.origin ?? '', headers.referer ?? '']);
    expect(origins.filter((origin) => String(origin).includes('extension:'))).toEqual([]);
    // Requests without a site that are no navigations come from the browser or an extension.
    const sites = cafe.requests.filter(
      ({ headers }) => headers['sec-fetch-site'] === 'none' && headers['sec-fetch-mode'] !== 'navigate',
    );
    expect(sites.map(({ host, path }) => host + path)).toEqual([]);
  });

  it('a request would be noticed: those of the pages are', async () => {
    const begun = await browser.backend.requestsBegunBy(new URL(news.url).origin);
    expect(begun.toSorted().join()).toContain('https://connect.facebook.net/t.js');
  });
});
