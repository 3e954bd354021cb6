import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Provider } from '#core/email/provider.ts';
import { ROOT } from '../../scripts/tools.ts';
import { CHIPS, FORM, PAGE } from '../cafe/pages/letters.ts';
import { openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser } from './harness/index.ts';
import { readingOf, sitDown } from './harness/person.ts';
import { BROWSER_NAMES, expectNoRequests } from './harness/setup.ts';

const readGenerated = (name: string) =>
  JSON.parse(readFileSync(join(ROOT, 'src/data/generated', name), 'utf8')) as unknown;
const providers = readGenerated('providers.json') as readonly Provider[];
const warned = readGenerated('warned-hosts.json') as { avoid: string[]; caution: string[] };

/** Only Tor opens the others. */
const HOSTS = providers
  .flatMap(({ hosts }) => hosts.map(({ host }) => host))
  .filter((host) => !host.endsWith('.onion'));
const WARNED = [...warned.avoid, ...warned.caution].map((hosts) => hosts.split(' '));
const FIRST = new Set(WARNED.map(([host]) => host));
const FURTHER = new Set(WARNED.flatMap(([, ...others]) => others));

const SUFFIX = '.letter.example';
const LETTERS: Readonly<Record<string, string>> = { form: FORM, chips: CHIPS, page: PAGE };

describe.each(BROWSER_NAMES)('mail services, in %s', (name) => {
  let browser: TestBrowser;

  beforeAll(async () => {
    const answer = ({ host, path }: { host: string; path: string }) => ({
      body: `<!doctype html><title>${host}</title>${LETTERS[path.slice(1)] ?? '<p>Post</p>'}`,
    });
    browser = await openBrowser(name, { cafe: await openCafe({ suffix: SUFFIX, hosts: HOSTS, answer }) });
    await sitDown(browser);
  });

  afterAll(async () => {
    if (!browser) return;
    await expectNoRequests(browser);
    await browser.close();
    await browser.cafe.close();
  });

  it('give their verdict at each of their sign-in hosts, once for each service', async () => {
    // In order, for the first host of a service is the one that the person is told at.
    const order = [...HOSTS].toSorted((a, b) => Number(FURTHER.has(a)) - Number(FURTHER.has(b)));
    const titles = await browser.inExtension(async (api, hosts: readonly string[]) => {
      const said: Record<string, string> = {};
      const queue = [...hosts];
      const work = async () => {
        const { id: tabId = -1 } = await api.tabs.create({ active: false });
        for (let host = queue.shift(); host !== undefined; host = queue.shift()) {
          const url = `https://${host}/`;
          await api.tabs.update(tabId, { url });
          for (let turn = 0; turn < 200; turn += 1) {
            const tab = await api.tabs.get(tabId);
            const title = await api.action.getTitle({ tabId });
            if (
              tab.url === url &&
              tab.status === 'complete' &&
              title !== 'Clean Table – I have not looked at this page yet'
            ) {
              said[host] = title;
              if (turn > 0) break;
            }
            await new Promise((done) => setTimeout(done, 25));
          }
        }
        await api.tabs.remove(tabId);
      };
      await Promise.all(Array.from({ length: 6 }, work));
      return said;
    }, order);
    const expected = (host: string) =>
      FIRST.has(host)
        ? 'Clean Table – Care: one thing to do on this page'
        : FURTHER.has(host)
          ? 'Clean Table – Note: something to know about this page'
          : 'Clean Table';
    expect(HOSTS.length).toBeGreaterThan(150);
    expect(titles).toEqual(Object.fromEntries(HOSTS.map((host) => [host, expected(host)])));
  });

  it('say in the popup which facts speak against one, with their source', async () => {
    const page = await browser.openPage('https://mail.qq.com/');
    const reading = await readingOf(browser, 'https://mail.qq.com/');
    await page.close();
    // It was told at the first visit.
    expect(reading).toMatchObject({ state: 'ready', level: 'L1' });
    expect(reading.findings).toMatchObject([
      {
        code: 'untrusted-email-provider',
        severity: 'low',
        facts: { host: 'mail.qq.com', verdict: 'avoid', reasons: [{ code: 'A4' }, { code: 'A5' }] },
      },
    ]);
  });

  it('have an entry in the menu of selected text, and only one', async () => {
    const known = await browser.inExtension(async (api) => {
      const has = (id: string) =>
        api.contextMenus.update(id, { contexts: ['selection'] }).then(
          () => true,
          () => false,
        );
      return [await has('addresses'), await has('nothing')];
    });
    expect(known).toEqual([true, false]);
  });

  it.each(Object.keys(LETTERS))('show who a letter goes to when the person asks: a %s', async (kind) => {
    const url = `https://webmail${SUFFIX}/${kind}`;
    const page = await browser.openPage(url);
    const tabId = await browser.tabIdOf(url);
    const ask = (host: string) =>
      browser.inExtension((api, input) => api.runtime.sendMessage({ name: 'mail/read-recipients', input }), {
        tabId,
        host,
      }) as Promise<{ value: string }>;
    const read = await browser.inExtension(async (api, id) => {
      const frames = await api.scripting.executeScript({
        target: { tabId: id, allFrames: true },
        files: ['recipients.js'],
      });
      return frames.flatMap(({ result }) => result as string[]);
    }, tabId);
    expect(read).toEqual(['ann@one.example', 'bob@two.example', 'cleo@three.example']);
    expect(await ask('elsewhere.letter.example')).toMatchObject({ value: 'elsewhere' });
    expect(await ask(`webmail${SUFFIX}`)).toMatchObject({ value: 'opened' });
    const own = await browser.findPage(`${browser.backend.extensionUrl}mail.html?from=page`);
    expect(await own.evaluate(() => location.hash)).toBe('#people');
    await own.close();
    await page.close();
  });
});
