import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageState, PopupState } from '#contracts/messages.ts';
import { NO_HOST_FACTS } from '#core/network/network-facts.ts';
import type { LookAlike } from '#core/page/look-alike.ts';
import { askFirst } from '#ui/popup/ask-first.ts';
import { type PopupPorts, runPopup } from '#ui/popup/controller.tsx';
import { popupSamples } from '#ui/popup/samples.ts';
import { SESSION } from '../app/fakes.ts';
import { deepScan } from '../builders.ts';
import { type FakeBackground, fakeBackground, find, fire, openPage, type Page, settle } from './dom.ts';

const nobody: PopupState = {
  session: undefined,
  page: undefined,
  blocking: undefined,
  windowKind: 'normal',
  isAllowedInPrivate: false,
  isAllowedOnPages: true,
  cutShort: undefined,
  minutesLeft: undefined,
};

const running: PopupState = { ...nobody, session: SESSION };

function visit(
  facts: { scheme?: 'http' | 'https'; isScanned?: boolean; imitation?: LookAlike } = {},
): PageState {
  return {
    kind: 'visit',
    imitation: facts.imitation,
    visit: {
      page: {
        scheme: facts.scheme ?? 'https',
        host: 'news.example',
        site: 'news.example',
        network: 'public',
      },
      certificate: undefined,
      failure: undefined,
      networkFacts: NO_HOST_FACTS,
      tlsInfo: undefined,
      isScanned: facts.isScanned ?? true,
      blocked: [],
      forms: [],
      mixedActive: 0,
      mixedPassive: 0,
      parts: [],
      userInfo: undefined,
      asksHttpAuth: false,
      downloads: [],
      thirdParties: [{ host: 'ads.example', site: 'ads.example' }],
    },
  };
}

let page: Page;
let closed: number;

beforeEach(() => {
  page = openPage();
  closed = 0;
});

async function open(
  background: FakeBackground,
  tabId: number | undefined = 7,
  ports: Partial<PopupPorts> = {},
): Promise<void> {
  await runPopup({
    send: background.send,
    browser: 'chromium',
    root: page.root,
    first: askFirst(background.send, Promise.resolve(tabId)),
    loadLists: async () => ({}),
    runDeepScan: async () => undefined,
    findService: async () => undefined,
    browserLanguages: ['fr-CA', 'en'],
    closePopup: () => {
      closed += 1;
    },
    ...ports,
  });
  await settle();
}

function shown(): [string | null, string | null] {
  const popup = find(page, '[data-level]');
  return [popup.getAttribute('data-level'), popup.getAttribute('data-state')];
}

describe('without a session', () => {
  it('greets in the browser’s language, and scans no page', async () => {
    const background = fakeBackground({ 'popup/get': () => nobody });
    await open(background);
    expect(page.document.documentElement.lang).toBe('fr');
    expect(background.asked.map(({ name }) => name)).toEqual(['popup/get']);
  });

  it('changes language and direction at once', async () => {
    await open(fakeBackground({ 'popup/get': () => nobody }));
    fire(find(page, 'input[value=ar]'), 'change');
    await vi.waitFor(() => expect(page.document.documentElement.lang).toBe('ar'));
    expect(page.document.documentElement.dir).toBe('rtl');
  });

  it('starts nothing before the question is answered', async () => {
    const background = fakeBackground({ 'popup/get': () => nobody });
    await open(background);
    fire(find(page, '[data-action=start]'), 'click');
    await settle();
    expect(background.asked).toHaveLength(1);
    expect(find(page, '#choose').textContent).not.toBe('');
  });

  it('starts with the answer and the language, then shows the page', async () => {
    let isSessionRunning = false;
    const background = fakeBackground({
      'popup/get': () => (isSessionRunning ? running : nobody),
      'session/start': () => {
        isSessionRunning = true;
        return SESSION;
      },
      'visit/inspect': () => visit(),
    });
    await open(background);
    fire(find(page, 'input[value=cafe]'), 'change');
    await settle();
    fire(find(page, '[data-action=start]'), 'click');
    await settle();
    expect(background.asked).toContainEqual({
      name: 'session/start',
      input: { place: 'cafe', language: 'fr', limit: 0 },
    });
    expect(shown()).toEqual(['L0', 'ready']);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('starts in a private window with one click (%s)', async (opens, closes) => {
    let isSessionRunning = false;
    const background = fakeBackground({
      'popup/get': () => ({ ...(isSessionRunning ? running : nobody), isAllowedInPrivate: true }),
      'session/start': () => {
        isSessionRunning = true;
        return SESSION;
      },
      'private/open': () => opens,
      'visit/inspect': () => visit(),
    });
    await open(background);
    expect(page.document.querySelector('[data-action=start-private]')).toBeNull();
    fire(find(page, 'input[value=cafe]'), 'change');
    await settle();
    fire(find(page, '[data-action=start-private]'), 'click');
    await settle();
    const names = background.asked.map(({ name }) => name);
    expect(names.indexOf('private/open')).toBeGreaterThan(names.indexOf('session/start'));
    expect(closed).toBe(closes);
  });

  it('explains how to allow it if it is not allowed, but not on one’s own computer', async () => {
    await open(fakeBackground({ 'popup/get': () => nobody }));
    fire(find(page, 'input[value=cafe]'), 'change');
    await settle();
    expect(page.document.querySelectorAll('[data-private="not-allowed"] svg')).toHaveLength(3);
    fire(find(page, 'input[value=own]'), 'change');
    await settle();
    expect(page.document.querySelector('[data-private]')).toBeNull();
  });

  it('reports a failed start, and allows another attempt', async () => {
    const background = fakeBackground({ 'popup/get': () => nobody });
    await open(background);
    fire(find(page, 'input[value=own]'), 'change');
    await settle();
    fire(find(page, '[data-action=start]'), 'click');
    await settle();
    expect(find(page, '#choose').textContent).not.toBe('');
    expect(find(page, '[data-action=start]').getAttribute('aria-disabled')).toBe('false');
  });
});

describe('a page during a session', () => {
  it('is unknown until the scan has finished', async () => {
    let giveBack: (state: PageState) => void = () => {};
    const waiting = new Promise<PageState>((resolve) => {
      giveBack = resolve;
    });
    void open(fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => waiting }));
    await vi.waitFor(() => expect(shown()).toEqual(['L0', 'unknown']));
    await settle();
    expect(shown()).toEqual(['L0', 'unknown']);
    giveBack(visit());
    await settle();
    expect(shown()).toEqual(['L0', 'ready']);
  });

  it('is rendered at once if the first answer has it, and not asked for again', async () => {
    const background = fakeBackground({
      'popup/get': () => ({ ...running, page: visit({ scheme: 'http' }) }),
    });
    await open(background);
    expect(background.asked.map(({ name }) => name)).toEqual(['popup/get']);
    expect(shown()).toEqual(['L1', 'ready']);
  });

  it('stays unknown if the scan fails', async () => {
    await open(fakeBackground({ 'popup/get': () => running }));
    expect(shown()).toEqual(['L0', 'unknown']);
    expect(find(page, '[data-action=reload]')).toBeTruthy();
  });

  it('stays unknown if only its URL is known, but shows findings about the URL', async () => {
    const half = visit({ scheme: 'http', isScanned: false });
    await open(fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => half }));
    expect(shown()).toEqual(['L1', 'unknown']);
    expect(find(page, '[data-finding=insecure-page]')).toBeTruthy();
  });

  it('is judged by the scan', async () => {
    await open(
      fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => visit({ scheme: 'http' }) }),
    );
    expect(shown()).toEqual(['L1', 'ready']);
  });

  it('is judged by the look-alike that the background reports', async () => {
    const imitation = { kind: 'letters', real: 'real.example', front: 'real.example', isSure: true } as const;
    await open(fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => visit({ imitation }) }));
    expect(find(page, '[data-finding]').getAttribute('data-finding')).toBe('look-alike-domain');
  });

  it('is not scanned if the browser does not allow it', async () => {
    const background = fakeBackground({ 'popup/get': () => ({ ...running, isAllowedOnPages: false }) });
    await open(background);
    expect(background.asked.map(({ name }) => name)).toEqual(['popup/get']);
    expect(shown()).toEqual(['L0', 'unknown']);
  });

  it('is optional: the popup works without a tab', async () => {
    const background = fakeBackground({ 'popup/get': () => running });
    await open(background, undefined);
    expect(shown()).toEqual(['L0', 'unknown']);
  });
});

describe('a deep scan', () => {
  const background = () => fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => visit() });
  const found = deepScan({ stores: [{ host: 'ads.example', site: 'ads.example' }] });

  it('comes after the state of the page, does not delay it, and does not raise the level', async () => {
    let tell: (pageStatus: typeof found) => void = () => undefined;
    const looked = new Promise<typeof found>((resolve) => {
      tell = resolve;
    });
    await open(background(), 7, { runDeepScan: () => looked });
    expect(shown()[1]).toBe('ready');
    expect(page.document.querySelector('[data-finding]')).toBeNull();
    tell(found);
    await settle();
    expect(find(page, '.trackers [data-finding]').getAttribute('data-finding')).toBe('storage-third-party');
    expect(page.document.querySelector('.findings')).toBeNull();
  });

  it('leaves the page as shown if it fails', async () => {
    await open(background(), 7, { runDeepScan: () => Promise.reject(new Error('kept away')) });
    expect(shown()).toEqual(['L0', 'ready']);
  });

  it('is not run for an unknown page', async () => {
    let isAsked = false;
    const runDeepScan = async () => {
      isAsked = true;
      return found;
    };
    await open(fakeBackground({ 'popup/get': () => running }), 7, { runDeepScan });
    expect(isAsked).toBe(false);
  });
});

describe('an action', () => {
  const answers = { 'popup/get': () => running, 'visit/inspect': () => visit({ scheme: 'http' }) };

  it.each([
    ['hide', 'hide', {}],
    ['leave', 'leave/open', { quick: false }],
    ['upgrade', 'page/upgrade', { tabId: 7 }],
  ])('%s is sent, and the popup closes', async (action, name, input) => {
    const background = fakeBackground({
      ...answers,
      hide: () => undefined,
      'leave/open': () => undefined,
      'page/upgrade': () => undefined,
    });
    await open(background);
    fire(find(page, `[data-action=${action}]`), 'click');
    await settle();
    expect(background.asked.at(-1)).toEqual({ name, input });
    expect(closed).toBe(1);
  });

  it('reports a failure, and the popup stays open', async () => {
    await open(fakeBackground(answers));
    fire(find(page, '[data-action=hide]'), 'click');
    await settle();
    expect(closed).toBe(0);
    expect(find(page, '.message[role=status]').textContent).not.toBe('');
  });

  it('reports if no private window could be opened', async () => {
    const background = fakeBackground({
      ...answers,
      'popup/get': () => ({ ...running, isAllowedInPrivate: true }),
      'private/open': () => false,
    });
    await open(background);
    fire(find(page, '[data-action=private]'), 'click');
    await settle();
    expect(closed).toBe(0);
    expect(find(page, '[data-window] .message').textContent).not.toBe('');
  });
});

describe('the page of a mail service', () => {
  const background = () => fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => visit() });
  const service = popupSamples['mail-trusted']?.service;

  it('is recognized after the state of the page, without delaying it', async () => {
    let tell: (found: typeof service) => void = () => undefined;
    const found = new Promise<typeof service>((resolve) => {
      tell = resolve;
    });
    await open(background(), 7, { findService: () => found });
    expect(shown()[1]).toBe('ready');
    expect(page.document.querySelector('[data-service]')).toBeNull();
    tell(service);
    await settle();
    expect(find(page, '[data-service]').dataset.verdict).toBe('trusted');
  });

  it('reads the recipients of a letter on request, and says if there are none', async () => {
    const asked = background();
    asked.answer({ 'mail/read-recipients': () => 'none' });
    await open(asked, 7, { findService: async () => service });
    fire(find(page, '[data-action=read-letter]'), 'click');
    await settle();
    expect(asked.asked.at(-1)).toEqual({
      name: 'mail/read-recipients',
      input: { tabId: 7, host: 'mail.harbour.example' },
    });
    expect(find(page, '[data-service]').textContent).toContain('no letter');
    expect(closed).toBe(0);
    asked.answer({ 'mail/read-recipients': () => 'opened' });
    fire(find(page, '[data-action=read-letter]'), 'click');
    await settle();
    expect(closed).toBe(1);
  });

  it('changes nothing if the list cannot be loaded', async () => {
    await open(background(), 7, {
      findService: async () => {
        throw new Error('gone');
      },
    });
    expect(shown()[1]).toBe('ready');
    expect(page.document.querySelector('[data-service]')).toBeNull();
  });
});
