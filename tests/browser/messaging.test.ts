import { describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: { id: 'our-id', getURL: (path: string) => `chrome-extension://our-id/${path}` },
    tabs: { get: async (id: number) => ({ id, url: `http://opener-${id}.example/` }) },
  },
}));

import type { Handlers } from '#browser/messaging.ts';
import { reply } from '#browser/messaging.ts';

type Sender = Parameters<typeof reply>[2];

const POPUP: Sender = { id: 'our-id', url: 'chrome-extension://our-id/popup.html', frameId: 0 };
const PAGE: Sender = {
  id: 'our-id',
  url: 'http://forum.example/login',
  frameId: 0,
  tab: { id: 7, url: 'http://forum.example/login' } as NonNullable<Sender['tab']>,
};

function handlers() {
  const called: string[] = [];
  const all = new Proxy({} as Handlers, {
    get: (_, name: string) => (input: unknown) => {
      called.push(`${name} ${JSON.stringify(input)}`);
      return 'handled';
    },
  });
  return { called, all };
}

describe('the sender of a message', () => {
  const FORUM = 'http://forum.example';

  async function factsOf(sender: { url: string; origin?: string; frameId: number }, tab: object) {
    let facts: unknown;
    const keep = new Proxy({} as Handlers, {
      get: () => (_: unknown, of: unknown) => {
        facts = of;
      },
    });
    await reply(keep, { name: 'secret/typed', input: {} }, { id: 'our-id', ...sender, tab } as Sender);
    return facts;
  }

  it.each([
    ['a page', { url: `${FORUM}/in`, frameId: 0 }, { url: `${FORUM}/in` }, [`${FORUM}/in`, `${FORUM}/in`]],
    [
      'a frame with srcdoc',
      { url: 'about:srcdoc', origin: FORUM, frameId: 4 },
      { url: `${FORUM}/in` },
      [`${FORUM}/in`, FORUM],
    ],
    [
      'a frame in a sandbox',
      { url: 'about:srcdoc', origin: 'null', frameId: 4 },
      { url: `${FORUM}/in` },
      [`${FORUM}/in`, `${FORUM}/in`],
    ],
    [
      'a frame with blob:',
      { url: `blob:${FORUM}/1`, origin: FORUM, frameId: 4 },
      { url: `${FORUM}/in` },
      [`${FORUM}/in`, `${FORUM}/1`],
    ],
    [
      'a window written into',
      { url: 'about:blank', origin: FORUM, frameId: 0 },
      { url: 'about:blank' },
      [FORUM, FORUM],
    ],
    [
      'a window of a sandbox',
      { url: 'about:blank', origin: 'null', frameId: 0 },
      { url: 'about:blank', openerTabId: 3 },
      ['http://opener-3.example/', 'http://opener-3.example/'],
    ],
    [
      'a frame in a window without an address',
      { url: 'https://inner.example/', frameId: 2 },
      { url: 'about:blank', openerTabId: 3 },
      ['http://opener-3.example/', 'https://inner.example/'],
    ],
    [
      'an empty tab',
      { url: 'about:blank', origin: 'null', frameId: 0 },
      { url: 'about:blank' },
      ['about:blank', 'about:blank'],
    ],
  ])('from %s', async (_, sender, tab, [tabUrl, frameUrl]) => {
    expect(await factsOf(sender, tab)).toMatchObject({ tabUrl, frameUrl });
  });
});

describe('a message', () => {
  it('from an extension page is handled', async () => {
    const { all, called } = handlers();
    const envelope = { name: 'session/start', input: { place: 'cafe', language: 'fr' } };
    expect(await reply(all, envelope, POPUP)).toEqual({ ok: true, value: 'handled' });
    expect(called).toEqual(['session/start {"place":"cafe","language":"fr"}']);
  });

  it('from a content script is handled if content scripts may send it', async () => {
    const { all } = handlers();
    const envelope = { name: 'secret/typed', input: { page: 'http://forum.example/login' } };
    expect(await reply(all, envelope, PAGE)).toMatchObject({ ok: true });
  });

  it.each([
    ['a page script asking to tidy', { name: 'leave/tidy', input: {} }, PAGE],
    [
      'a page script answering the interstitial',
      { name: 'interstitial/answer', input: { answer: 'continue' } },
      PAGE,
    ],
    ['a page of ours that somebody framed', { name: 'hide', input: {} }, { ...POPUP, frameId: 3 }],
    ['another extension', { name: 'hide', input: {} }, { ...POPUP, id: 'stranger' }],
    [
      'a page whose address only begins like ours',
      { name: 'hide', input: {} },
      { ...POPUP, url: 'chrome-extension://our-id.example/' },
    ],
    ['a name that does not exist', { name: 'toString', input: {} }, POPUP],
  ])('from %s is refused with a reason', async (_, envelope, sender) => {
    const { all, called } = handlers();
    expect(await reply(all, envelope, sender as Sender)).toMatchObject({
      ok: false,
      error: 'refused',
      reason: expect.stringMatching(/./),
    });
    expect(called).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'hide'],
    ['no name', { input: {} }],
    ['a wrong place', { name: 'session/start', input: { place: 'moon', language: 'en' } }],
    ['an extra long address', { name: 'session/change', input: { hideAddress: 'x'.repeat(5000) } }],
    ['a number for a text', { name: 'leave/sign-out', input: { host: 3, isDone: true } }],
  ])('with invalid input (%s) is refused as bad input', async (_, envelope) => {
    const { all, called } = handlers();
    expect(await reply(all, envelope, POPUP)).toMatchObject({ ok: false, error: 'bad-input' });
    expect(called).toEqual([]);
  });

  it('whose handler fails gets an error reply', async () => {
    const all = {
      hide: () => {
        throw new Error('no window');
      },
    } as unknown as Handlers;
    expect(await reply(all, { name: 'hide', input: {} }, POPUP)).toEqual({
      ok: false,
      error: 'failed',
      reason: 'no window',
    });
  });

  it('is refused in few words, however many issues it has', async () => {
    const { all } = handlers();
    const forms = Array.from({ length: 50 }, () => ({ target: 7, asks: 'x'.repeat(10_000) }));
    const input = { forms, mixedActive: 'x'.repeat(400_000), mixedPassive: {}, parts: forms };
    const bad = await reply(all, { name: 'page/scanned', input }, PAGE);
    expect(bad).toMatchObject({
      ok: false,
      error: 'bad-input',
      reason: expect.stringContaining('forms.0.target'),
    });
    const unknown = await reply(all, { name: 'x'.repeat(400_000), input }, PAGE);
    const failing = new Proxy({} as Handlers, {
      get: () => () => {
        throw new Error('x'.repeat(400_000));
      },
    });
    const failed = await reply(failing, { name: 'hide', input: {} }, POPUP);
    for (const answer of [bad, unknown, failed]) expect(JSON.stringify(answer).length).toBeLessThan(300);
  });
});
