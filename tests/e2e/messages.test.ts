import { beforeAll, describe, expect, it } from 'vitest';
import { messages } from '#contracts/messages.ts';
import { PLACES } from '../cafe/places.ts';
import type { TestBrowser } from './harness/index.ts';
import { sitDown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

type Answer = { ok: boolean; error?: string; reason?: string } | undefined;

/** Well-formed, so that only the sender can be the reason of a refusal. */
const INPUTS: Readonly<Record<string, unknown>> = {
  'popup/get': {},
  'sitting/start': { place: 'own', language: 'fr' },
  'sitting/get': {},
  'sitting/change': { language: 'ar', hideAddress: 'https://evil.example/' },
  'visit/inspect': { tabId: 1 },
  'page/upgrade': { tabId: 1 },
  'page/reload': { tabId: 1 },
  'private/open': {},
  'stop/get': {},
  'stop/answer': { answer: 'continue' },
  'leave/get': {},
  'leave/open': { quick: true },
  'leave/sign-out': { host: 'mail.harbour.example', isDone: true },
  'leave/open-host': { host: 'mail.harbour.example' },
  'leave/tidy': { scope: 'everything', keepFiles: [], clipboardCleared: true },
  'leave/forget': {},
  hide: {},
};

const NOT_FOR_PAGES = Object.entries(messages)
  .filter(([, { from }]) => from === 'own-page')
  .map(([name]) => name);
const ONLY_FOR_PAGES = Object.entries(messages)
  .filter(([, { from }]) => from === 'page-script')
  .map(([name]) => name);

const WRONG_SHAPES: readonly (readonly [string, unknown])[] = [
  ['a place that does not exist', { name: 'sitting/start', input: { place: 'moon', language: 'en' } }],
  ['no input', { name: 'sitting/start' }],
  ['a tab that is no number', { name: 'visit/inspect', input: { tabId: '1' } }],
  [
    'a scope that does not exist',
    { name: 'leave/tidy', input: { scope: 'world', keepFiles: [], clipboardCleared: true } },
  ],
  [
    'files without end',
    {
      name: 'leave/tidy',
      input: { scope: 'sitting', keepFiles: Array(1001).fill(1), clipboardCleared: true },
    },
  ],
  ['a name of the language itself', { name: 'constructor', input: {} }],
  ['a name that nobody knows', { name: 'leave/everything', input: {} }],
  ['no name', { input: {} }],
  ['a text', 'leave/tidy'],
  ['a list', ['leave/tidy']],
  ['nothing', null],
];

/** What must stay as it is: our notes, the cookies, and the pages that are open. */
function stateOf(browser: TestBrowser): Promise<unknown> {
  return browser.inExtension(async (api) => ({
    local: await api.storage.local.get(null),
    session: await api.storage.session.get(null),
    cookies: (await api.cookies.getAll({})).map((cookie) => cookie.name).sort(),
    tabs: (await api.tabs.query({})).map(({ url }) => url).sort(),
  }));
}

describe.each(BROWSER_NAMES)('a forged message in %s', (name) => {
  const table = sitAtTable(name);
  let tabId: number;

  beforeAll(async () => {
    await sitDown(table.browser);
    await table.browser.openPage(PLACES.keeps.url);
    tabId = await table.browser.tabIdOf(PLACES.keeps.url);
  });

  /** From where the script of a page's visit runs: what a page that broke out of its own world could do. */
  function sendFromPage(message: unknown): Promise<Answer> {
    return table.browser.inExtension(
      async (api, { tab, sent }) => {
        const [frame] = await api.scripting.executeScript({
          target: { tabId: tab },
          args: [JSON.stringify(sent)],
          func: async (text: string) => {
            const { browser, chrome } = globalThis as unknown as Record<
              string,
              { runtime: { sendMessage(message: unknown): Promise<unknown> } } | undefined
            >;
            return (browser ?? chrome)?.runtime.sendMessage(JSON.parse(text));
          },
        });
        return frame?.result as never;
      },
      { tab: tabId, sent: message },
    );
  }

  function sendFromOwnPage(message: unknown): Promise<Answer> {
    return table.browser.inExtension(
      async (api, { sent }) => (await api.runtime.sendMessage(sent)) as never,
      { sent: message },
    );
  }

  it('has an input for each message that pages may not send', () => {
    expect(Object.keys(INPUTS).sort()).toEqual(NOT_FOR_PAGES.toSorted());
  });

  it.each(NOT_FOR_PAGES)('from a page is refused with a reason, and nothing changes: %s', async (message) => {
    const before = await stateOf(table.browser);
    const answer = await sendFromPage({ name: message, input: INPUTS[message] });
    expect(answer).toMatchObject({ ok: false, error: 'refused', reason: expect.stringContaining(message) });
    expect(await stateOf(table.browser)).toEqual(before);
  });

  it.each(ONLY_FOR_PAGES)('from a page of ours in a page’s name is refused: %s', async (message) => {
    const answer = await sendFromOwnPage({ name: message, input: {} });
    expect(answer).toMatchObject({ ok: false, error: 'refused' });
  });

  it.each(WRONG_SHAPES)('with %s is refused with a reason, and nothing changes', async (_, message) => {
    const before = await stateOf(table.browser);
    for (const answer of [await sendFromOwnPage(message), await sendFromPage(message)]) {
      expect(answer).toMatchObject({ ok: false, reason: expect.stringMatching(/\w/) });
      expect(['refused', 'bad-input']).toContain(answer?.error);
    }
    expect(await stateOf(table.browser)).toEqual(before);
  });

  it('is not how the extension talks: a true one is answered', async () => {
    expect(await sendFromOwnPage({ name: 'sitting/get', input: {} })).toMatchObject({ ok: true });
  });
});
