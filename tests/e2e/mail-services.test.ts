import { beforeAll, describe, expect, it } from 'vitest';
import { judgeProvider, PROVIDER_VERDICTS } from '#core/mail/rule.ts';
import { lookAlikeDomain } from '#core/page/detectors/look-alike-domain.ts';
import { indexNames } from '#core/page/look-alike.ts';
import type { Visit } from '#core/page/visit.ts';
import warned from '#data/generated/warned-hosts.json';
import { nameLists } from '#data/names.ts';
import { loadProviders } from '#data/providers.ts';
import { visit } from '../builders.ts';
import type { Question } from '../cafe/pages/index.ts';
import { CHIPS, FORM, NO_LETTER, PAGE, RICH } from '../cafe/pages/letters.ts';
import { nearMisses } from '../core/mail/near-misses.ts';
import { PATIENCE_MS, type TestBrowser } from './harness/index.ts';
import { openPopup, readingOf, readPopup, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const providers = await loadProviders();
const today = new Date().toISOString().slice(0, 10);

/** Without `.onion` hosts. */
const HOSTS = providers
  .flatMap(({ hosts }) => hosts.map(({ host }) => host))
  .filter((host) => !host.endsWith('.onion'));
const WARNED = [...warned.avoid, ...warned.caution].map((hosts) => hosts.split(' '));
const FIRST = new Set(WARNED.map(([host]) => host));
const AVOIDED = new Set(warned.avoid.flatMap((hosts) => hosts.split(' ')));
/** Hosts of a service after its first. */
const FURTHER = new Set(WARNED.flatMap(([, ...others]) => others));

const names = indexNames(nameLists);
/**
 * A sample of each kind; `tests/checks/providers.test.ts` checks more than a thousand. Look-alikes are excluded,
 * which have a warning of their own.
 */
const MISSES = nearMisses(HOSTS)
  .filter((host) => URL.canParse(`https://${host}/`))
  .filter((host) => lookAlikeDomain(visit(`https://${host}/`), { names }).length === 0)
  .filter((_, at, all) => at % Math.floor(all.length / 50) === 0)
  .slice(0, 50);

/** One sign-in host per verdict. */
const ONE_OF_EACH = PROVIDER_VERDICTS.flatMap((verdict) => {
  const hosts = verdict === 'avoid' || verdict === 'caution' ? FIRST : new Set(HOSTS);
  return providers
    .filter((provider) => judgeProvider(provider, { today }).verdict === verdict)
    .flatMap(({ id, hosts: all }) => all.map(({ host }) => ({ verdict, id, host })))
    .filter(({ host }) => hosts.has(host))
    .slice(0, 1);
});

const SUFFIX = '.letter.example';
const LETTERS: Readonly<Record<string, string>> = { form: FORM, chips: CHIPS, page: PAGE, rich: RICH };
const PAGES: Readonly<Record<string, string>> = { ...LETTERS, none: NO_LETTER };
const TABS = 8;

const answer = ({ path }: Question) => ({
  body: `<!doctype html><link rel="icon" href="data:,">${PAGES[path.slice(1)] ?? '<p>Post</p>'}`,
});

describe.each(BROWSER_NAMES)('mail services, in %s', (name) => {
  const table = sitAtTable(name, {
    guests: { suffix: SUFFIX, hosts: [...HOSTS, ...MISSES], answer },
    keepsPage: true,
  });
  let browser: TestBrowser;

  beforeAll(async () => {
    browser = table.browser;
    await startSession(browser);
  });

  /** Opens the hosts, some in parallel, and reads their toolbar titles. */
  function titlesAt(hosts: readonly string[]): Promise<Record<string, string>> {
    return browser.inExtension(
      async (api, input: { hosts: readonly string[]; tabs: number; notYet: string; patienceMs: number }) => {
        const said: Record<string, string> = {};
        const queue = [...input.hosts];
        const isSeen = async (tabId: number, host: string) => {
          const tab = await api.tabs.get(tabId);
          if (tab.status !== 'complete' || tab.url !== `https://${host}/`) return false;
          // The background replies after it has judged the page and updated the toolbar.
          const message = { name: 'visit/inspect', input: { tabId } };
          const { value } = (await api.runtime.sendMessage(message)) as { value?: { visit?: Visit } };
          return value?.visit?.page.host === host && value.visit.isScanned;
        };
        const work = async () => {
          const { id: tabId = -1 } = await api.tabs.create({ active: false });
          for (let host = queue.shift(); host !== undefined; host = queue.shift()) {
            await api.tabs.update(tabId, { url: `https://${host}/` });
            let title = '';
            for (const endMs = Date.now() + input.patienceMs; Date.now() < endMs; ) {
              const now = (await isSeen(tabId, host)) ? await api.action.getTitle({ tabId }) : '';
              // Twice the same, because the title may change once more.
              if (now !== '' && now === title && now !== input.notYet) break;
              title = now;
              await new Promise((done) => setTimeout(done, 100));
            }
            said[host] = title;
          }
          await api.tabs.remove(tabId);
        };
        await Promise.all(Array.from({ length: input.tabs }, work));
        return said;
      },
      {
        hosts,
        tabs: TABS,
        notYet: 'Clean Table – this page has not been checked yet',
        patienceMs: PATIENCE_MS,
      },
    );
  }

  it('have their verdict at each of their sign-in hosts, once per service', async () => {
    const expected = (host: string) =>
      FIRST.has(host) && AVOIDED.has(host)
        ? 'Clean Table – Caution: open this before you go on'
        : FIRST.has(host) || (FURTHER.has(host) && AVOIDED.has(host))
          ? 'Clean Table – Note: something to know about this page'
          : 'Clean Table';
    expect(HOSTS.length).toBeGreaterThan(150);
    // The first host of a service gets the warning; only then its others.
    const said = {
      ...(await titlesAt(HOSTS.filter((host) => !FURTHER.has(host)))),
      ...(await titlesAt(HOSTS.filter((host) => FURTHER.has(host)))),
    };
    expect(said).toEqual(Object.fromEntries(HOSTS.map((host) => [host, expected(host)])));
  });

  it('have none at names that only contain a host', async () => {
    expect(MISSES).toHaveLength(50);
    expect(await titlesAt(MISSES)).toEqual(Object.fromEntries(MISSES.map((host) => [host, 'Clean Table'])));
  });

  it('have a card in the popup, and names that only contain a host have none', async () => {
    expect(ONE_OF_EACH.map(({ verdict }) => verdict)).toEqual(PROVIDER_VERDICTS);
    // Positive cases last: when their cards are shown, the others had time for one too.
    const hosts = [...MISSES.slice(0, 3), ...ONE_OF_EACH.map(({ host }) => host)];
    const tabs = await browser.inExtension(async (api, all: readonly string[]) => {
      const open = all.map((host) => api.tabs.create({ active: false, url: `https://${host}/` }));
      return (await Promise.all(open)).map(({ id = -1 }) => id);
    }, hosts);
    const popups = [];
    for (const tab of tabs) popups.push(await openPopup(browser, tab));
    for (const popup of popups.slice(3)) await untilShown(popup, '[data-service]');
    const cards = await Promise.all(
      popups.map((popup) =>
        popup.evaluate(() => {
          const card = document.querySelector<HTMLElement>('[data-service]');
          if (!card) return null;
          const { service, verdict } = card.dataset;
          const isOpen = card.querySelector('details[open]') !== null;
          return { service, verdict, isOpen, hasWord: card.querySelector('.verdict') !== null };
        }),
      ),
    );
    expect(cards).toEqual([
      ...[null, null, null],
      ...ONE_OF_EACH.map(({ id, verdict }) => ({
        service: id,
        verdict,
        isOpen: false,
        // The warning above has it then. A note came once, at the first visit.
        hasWord: verdict !== 'avoid',
      })),
    ]);
    const readings = await Promise.all(popups.slice(0, -2).map(readPopup));
    expect(readings.map(({ level }) => level)).toEqual(Array(6).fill('L0'));
    await Promise.all(popups.map((popup) => popup.close()));
    await browser.inExtension((api, ids) => api.tabs.remove([...ids]), tabs);
  });

  it('show in the popup which facts speak against one, with their source', async () => {
    const page = await browser.openPage('https://mail.qq.com/');
    const reading = await readingOf(browser, 'https://mail.qq.com/');
    await page.close();
    // It was shown as a warning at the first visit.
    expect(reading).toMatchObject({ state: 'ready', level: 'L1' });
    expect(reading.findings).toMatchObject([
      {
        code: 'untrusted-email-provider',
        severity: 'low',
        facts: { host: 'mail.qq.com', verdict: 'avoid', reasons: [{ code: 'A5' }, { code: 'A7' }] },
      },
    ]);
  });

  it('have one entry in the context menu of selected text', async () => {
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

  /** Reads the recipients as the popup does, and closes the opened page. */
  function readLetter(kind: string) {
    return browser.inExtension(
      async (api, { host, url, patienceMs }: { host: string; url: string; patienceMs: number }) => {
        const { id: tabId = -1 } = await api.tabs.create({ active: false, url });
        const isThere = async () => {
          const tab = await api.tabs.get(tabId);
          return tab.url === url && tab.status === 'complete';
        };
        while (!(await isThere())) await new Promise((done) => setTimeout(done, 25));
        const frames = await api.scripting.executeScript({
          target: { tabId, allFrames: true },
          files: ['recipients.js'],
        });
        const ask = async (from: string) => {
          const message = { name: 'mail/read-recipients', input: { tabId, host: from } };
          const { value } = (await api.runtime.sendMessage(message)) as { value: string };
          return value;
        };
        const answers = [await ask(`elsewhere.${host}`), await ask(host)];
        const findOwn = async () =>
          (await api.tabs.query({})).filter((tab) => tab.url?.endsWith('mail.html?from=page#people'));
        let own = await findOwn();
        // The reply comes before the new tab has its URL.
        const endMs = Date.now() + patienceMs;
        while (answers[1] === 'opened' && own.length === 0 && Date.now() < endMs) {
          await new Promise((done) => setTimeout(done, 25));
          own = await findOwn();
        }
        await api.tabs.remove([tabId, ...own.map(({ id = -1 }) => id)]);
        return { read: frames.flatMap(({ result }) => result as string[]), answers, own: own.length };
      },
      { host: `webmail${SUFFIX}`, url: `https://webmail${SUFFIX}/${kind}`, patienceMs: PATIENCE_MS },
    );
  }

  it.each(Object.keys(LETTERS))('show the recipients of a letter on request: a %s', async (kind) => {
    expect(await readLetter(kind)).toEqual({
      read: ['ann@one.example', 'bob@two.example', 'cleo@three.example'],
      answers: ['elsewhere', 'opened'],
      own: 1,
    });
  });

  it('show no recipients where no letter is written', async () => {
    expect(await readLetter('none')).toEqual({ read: [], answers: ['elsewhere', 'none'], own: 0 });
  });
});
