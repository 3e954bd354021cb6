import { beforeAll, describe, expect, it } from 'vitest';
import { messages } from '#contracts/messages.ts';
import { SITES } from '../cafe/sites.ts';
import { startSession } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

type Answer = { ok: boolean; error?: string; reason?: string } | undefined;

/** Valid input, so that only the sender can be the reason of a refusal. */
const INPUTS: Readonly<Record<string, unknown>> = {
  'popup/get': {},
  'session/start': { place: 'own', language: 'fr' },
  'own-computer/get': {},
  'own-computer/set': { isKept: true },
  'session/get': {},
  'session/change': { language: 'ar', hideAddress: 'https://evil.example/' },
  'voice/get': {},
  'voice/change': { language: 'fr', isSilent: true },
  'timer/get': {},
  'timer/change': { limit: 15 },
  'timer/here': {},
  'visit/inspect': { tabId: 1 },
  'blocking/get': {},
  'blocking/set': { isOn: false },
  'blocking/pause': { tabId: 1, isPaused: true },
  'page/upgrade': { tabId: 1 },
  'page/reload': { tabId: 1 },
  'private/open': {},
  'interstitial/get': {},
  'interstitial/answer': { answer: 'continue' },
  'leave/get': {},
  'leave/open': { quick: true },
  'leave/take-token': { token: 'guess' },
  'leave/sign-out': { host: 'mail.harbour.example', isDone: true },
  'leave/open-host': { host: 'mail.harbour.example' },
  'leave/find-sign-ins': {},
  'leave/preview': { scope: 'everything' },
  'leave/tidy': { scope: 'everything', keepFiles: [], clipboardCleared: true },
  'leave/forget': {},
  'mail/organisation': {},
  'mail/organisation-set': { list: { name: 'Evil', chosen: [], providers: [] } },
  'mail/read-recipients': { tabId: 1, host: 'mail.harbour.example' },
  'mail/take-text': {},
  hide: {},
};

const NOT_FOR_PAGES = Object.entries(messages)
  .filter(([, { from }]) => from === 'own-page')
  .map(([name]) => name);
const ONLY_FOR_PAGES = Object.entries(messages)
  .filter(([, { from }]) => from === 'page-script')
  .map(([name]) => name);

const WRONG_SHAPES: readonly (readonly [string, unknown])[] = [
  ['a place that does not exist', { name: 'session/start', input: { place: 'moon', language: 'en' } }],
  ['a time that nobody can choose', { name: 'timer/change', input: { limit: 1 } }],
  [
    'a step that does not exist',
    {
      name: 'leave/tidy',
      input: { scope: 'sitting', keepFiles: [], leaveOut: ['moon'], clipboardCleared: true },
    },
  ],
  ['no input', { name: 'session/start' }],
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
  [
    'a list without end',
    {
      name: 'mail/organisation-set',
      input: { list: { name: 'Us', chosen: Array(101).fill('tuta'), providers: [] } },
    },
  ],
  ['a name of the language itself', { name: 'constructor', input: {} }],
  ['a name that nobody knows', { name: 'leave/everything', input: {} }],
  ['no name', { input: {} }],
  ['a text', 'leave/tidy'],
  ['a list', ['leave/tidy']],
  ['nothing', null],
];

interface Attempt {
  readonly answer: Answer;
  /** What must not change: stored data, cookies, and open pages. */
  readonly before: unknown;
  readonly after: unknown;
}

describe.each(BROWSER_NAMES)('a forged message in %s', (name) => {
  const table = sitAtTable(name, { keepsPage: true });
  let tabId: number;

  beforeAll(async () => {
    await startSession(table.browser);
    await table.browser.openPage(SITES.keeps.url);
    tabId = await table.browser.tabIdOf(SITES.keeps.url);
  });

  /** Sends from the content script's world, as a page that compromised it could; or from an extension page. */
  function attempt(from: 'page' | 'own', message: unknown): Promise<Attempt> {
    return table.browser.inExtension(
      async (api, { tab, text, isFromPage }) => {
        const state = async () => ({
          local: await api.storage.local.get(null),
          databases: await indexedDB.databases(),
          session: await api.storage.session.get(null),
          cookies: (await api.cookies.getAll({})).map((cookie) => cookie.name).sort(),
          tabs: (await api.tabs.query({})).map(({ url }) => url).sort(),
        });
        const sendThere = async (there: string) => {
          const { browser, chrome } = globalThis as unknown as Record<
            string,
            { runtime: { sendMessage(message: unknown): Promise<unknown> } } | undefined
          >;
          return (browser ?? chrome)?.runtime.sendMessage(JSON.parse(there));
        };
        const before = await state();
        const answer = isFromPage
          ? (await api.scripting.executeScript({ target: { tabId: tab }, args: [text], func: sendThere }))[0]
              ?.result
          : await api.runtime.sendMessage(JSON.parse(text));
        // Gives an accepted message time to take effect.
        await new Promise((done) => setTimeout(done, 100));
        return { answer: answer as never, before, after: await state() };
      },
      { tab: tabId, text: JSON.stringify(message), isFromPage: from === 'page' },
    );
  }

  it('has an input for each message that content scripts may not send', () => {
    expect(Object.keys(INPUTS).sort()).toEqual(NOT_FOR_PAGES.toSorted());
  });

  it.each(NOT_FOR_PAGES)(
    'from a content script is refused with a reason, and nothing changes: %s',
    async (message) => {
      const { answer, before, after } = await attempt('page', { name: message, input: INPUTS[message] });
      expect(answer).toMatchObject({ ok: false, error: 'refused', reason: expect.stringContaining(message) });
      expect(after).toEqual(before);
    },
  );

  it.each(ONLY_FOR_PAGES)(
    'from an extension page in a content script’s name is refused: %s',
    async (message) => {
      const { answer } = await attempt('own', { name: message, input: {} });
      expect(answer).toMatchObject({ ok: false, error: 'refused' });
    },
  );

  it.each(WRONG_SHAPES)('with %s is refused with a reason, and nothing changes', async (_, message) => {
    for (const from of ['own', 'page'] as const) {
      const { answer, before, after } = await attempt(from, message);
      expect(answer).toMatchObject({ ok: false, reason: expect.stringMatching(/\w/) });
      expect(['refused', 'bad-input']).toContain(answer?.error);
      expect(after).toEqual(before);
    }
  });

  it('is distinguished from a genuine one, which is answered and has an effect', async () => {
    const message = { name: 'session/change', input: { language: 'fr' } };
    const { answer, before, after } = await attempt('own', message);
    expect(answer).toMatchObject({ ok: true });
    expect(after).not.toEqual(before);
  });
});
