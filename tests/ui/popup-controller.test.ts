import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageState, PopupState } from '#contracts/messages.ts';
import { NO_HOST_FACTS } from '#core/network/network-facts.ts';
import type { LookAlike } from '#core/page/look-alike.ts';
import type { Session } from '#core/session/session.ts';
import { askFirst } from '#ui/popup/ask-first.ts';
import { type PopupPorts, runPopup } from '#ui/popup/controller.tsx';
import { popupSamples } from '#ui/popup/samples.ts';
import { deepScan } from '../builders.ts';
import { type FakeBackground, fakeBackground, find, fire, openPage, type Page, pick, settle } from './dom.ts';
import { english } from './texts.ts';

const session: Session = {
  place: 'cafe',
  language: 'en',
  startedAtMs: 0,
  settings: [],
  hideAddress: undefined,
};

const nobody: PopupState = {
  session: undefined,
  voice: { language: undefined, isSilent: false },
  signedIn: 0,
  page: undefined,
  blocking: undefined,
  windowKind: 'normal',
  isAllowedInPrivate: false,
  isAllowedOnPages: true,
  cutShort: undefined,
  minutesLeft: undefined,
};

const running: PopupState = { ...nobody, session };

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
/** Where tabs were sent. */
let went: string[];

beforeEach(() => {
  page = openPage();
  closed = 0;
  went = [];
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
    findMailAccount: async () => undefined,
    leavePage: async (tab) => void went.push(`leave ${tab}`),
    goTo: async (tab, url) => void went.push(`${tab} ${url}`),
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

describe('nobody has started the session', () => {
  const answers = { 'popup/get': () => nobody, 'visit/inspect': () => visit({ scheme: 'http' }) };

  async function openStart(background: FakeBackground): Promise<void> {
    await open(background);
    fire(find(page, '[data-action=open-start]'), 'click');
    await settle();
  }

  it('greets in the browser’s language, and judges the page all the same', async () => {
    await open(fakeBackground(answers));
    expect(page.document.documentElement.lang).toBe('fr');
    expect(shown()).toEqual(['L1', 'ready']);
    expect(find(page, '[data-life]').dataset.life).toBe('not-started');
  });

  it('lets people leave, and does not ask what nobody can know yet', async () => {
    const background = fakeBackground({ ...answers, 'leave/open': () => undefined });
    await open(background);
    expect(background.asked.map(({ name }) => name)).not.toContain('leave/get');
    fire(find(page, '[data-action=leave]'), 'click');
    await settle();
    expect(background.asked.at(-1)).toEqual({ name: 'leave/open', input: { quick: false } });
  });

  it('goes back from the question to the page', async () => {
    await openStart(fakeBackground(answers));
    expect(page.document.querySelector('[data-finding]')).toBeNull();
    fire(find(page, '[data-action=back]'), 'click');
    await settle();
    expect(shown()).toEqual(['L1', 'ready']);
  });

  it('changes language at once, also the direction of the page', async () => {
    await open(
      fakeBackground({
        'popup/get': () => nobody,
        'voice/change': ({ language }) => ({ language, isSilent: false }),
      }),
    );
    fire(find(page, '[data-action=menu]'), 'click');
    await settle();
    pick(page, 'select[name=language]', 'ar');
    await vi.waitFor(() => expect(page.document.documentElement.lang).toBe('ar'));
    expect(page.document.documentElement.dir).toBe('rtl');
  });

  it('starts nothing before the question is answered', async () => {
    const background = fakeBackground(answers);
    await openStart(background);
    fire(find(page, '[data-action=start]'), 'click');
    await settle();
    expect(background.asked.map(({ name }) => name)).not.toContain('session/start');
    expect(find(page, '#choose').textContent).not.toBe('');
  });

  it('starts with the answer and the language, then shows the page', async () => {
    let isSessionRunning = false;
    const background = fakeBackground({
      'popup/get': () => (isSessionRunning ? running : nobody),
      'session/start': () => {
        isSessionRunning = true;
        return session;
      },
      'visit/inspect': () => visit(),
    });
    await openStart(background);
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
  ])('starts in a private window with one press (%s)', async (opens, closes) => {
    let isSessionRunning = false;
    const background = fakeBackground({
      'popup/get': () => ({ ...(isSessionRunning ? running : nobody), isAllowedInPrivate: true }),
      'session/start': () => {
        isSessionRunning = true;
        return session;
      },
      'private/open': () => opens,
      'visit/inspect': () => visit(),
    });
    await openStart(background);
    expect(page.document.querySelector('[data-action=start-private]')).toBeNull();
    fire(find(page, 'input[value=cafe]'), 'change');
    await settle();
    fire(find(page, '[data-action=start-private]'), 'click');
    await settle();
    const names = background.asked.map(({ name }) => name);
    expect(names.indexOf('private/open')).toBeGreaterThan(names.indexOf('session/start'));
    expect(closed).toBe(closes);
  });

  it('keeps one’s own computer, with trackers blocked or not', async () => {
    const own: Session = { ...session, place: 'own' };
    let isSessionRunning = false;
    const background = fakeBackground({
      'popup/get': () => (isSessionRunning ? { ...nobody, session: own } : nobody),
      'session/start': () => {
        isSessionRunning = true;
        return own;
      },
      'blocking/set': () => undefined,
      'visit/inspect': () => visit(),
    });
    await openStart(background);
    fire(find(page, 'input[value=own]'), 'change');
    await settle();
    const box = find(page, 'input[name=blocking]') as HTMLInputElement;
    box.checked = true;
    fire(box, 'change');
    await settle();
    fire(find(page, '[data-action=start-kept]'), 'click');
    await settle();
    expect(background.asked).toContainEqual({
      name: 'session/start',
      input: { place: 'own', language: 'fr', limit: 0, isKept: true },
    });
    expect(background.asked).toContainEqual({ name: 'blocking/set', input: { isOn: true } });
    expect(find(page, '[data-life]').dataset.life).toBe('own');
  });

  it('shows how to allow it where it is not, and never on one’s own computer', async () => {
    await openStart(fakeBackground(answers));
    fire(find(page, 'input[value=cafe]'), 'change');
    await settle();
    expect(page.document.querySelectorAll('[data-private="not-allowed"]')).toHaveLength(1);
    expect(page.document.querySelectorAll('.allow-picture')).toHaveLength(3);
    fire(find(page, 'input[value=own]'), 'change');
    await settle();
    expect(page.document.querySelector('[data-private]')).toBeNull();
  });

  it('says so when the start fails, and lets the person try again', async () => {
    const background = fakeBackground(answers);
    await openStart(background);
    fire(find(page, 'input[value=own]'), 'change');
    await settle();
    fire(find(page, '[data-action=start]'), 'click');
    await settle();
    expect(find(page, '#choose').textContent).not.toBe('');
    expect(find(page, '[data-action=start]').getAttribute('aria-disabled')).toBe('false');
  });
});

describe('a page under a session', () => {
  it('is unknown until the look into it has come back', async () => {
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

  it('stays unknown when the look fails', async () => {
    await open(fakeBackground({ 'popup/get': () => running }));
    expect(shown()).toEqual(['L0', 'unknown']);
    expect(find(page, '[data-action=reload]')).toBeTruthy();
  });

  it('stays unknown when only its address is known, though what that tells is shown', async () => {
    const half = visit({ scheme: 'http', isScanned: false });
    await open(fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => half }));
    expect(shown()).toEqual(['L1', 'unknown']);
    expect(find(page, '[data-finding=insecure-page]')).toBeTruthy();
  });

  it('is judged by what was found', async () => {
    await open(
      fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => visit({ scheme: 'http' }) }),
    );
    expect(shown()).toEqual(['L1', 'ready']);
  });

  it('is judged by what its name imitates, which the background tells', async () => {
    const imitation = { kind: 'letters', real: 'real.example', front: 'real.example', isSure: true } as const;
    await open(fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => visit({ imitation }) }));
    expect(find(page, '[data-finding]').getAttribute('data-finding')).toBe('look-alike-domain');
  });

  it('is not looked at where the browser does not allow it', async () => {
    const background = fakeBackground({ 'popup/get': () => ({ ...running, isAllowedOnPages: false }) });
    await open(background);
    expect(background.asked.map(({ name }) => name)).not.toContain('visit/inspect');
    expect(shown()).toEqual(['L0', 'unknown']);
  });

  it('works without a tab', async () => {
    const background = fakeBackground({ 'popup/get': () => running });
    await open(background, undefined);
    expect(shown()).toEqual(['L0', 'unknown']);
  });
});

describe('a deep scan', () => {
  const background = () => fakeBackground({ 'popup/get': () => running, 'visit/inspect': () => visit() });
  const found = deepScan({ stores: [{ host: 'ads.example', site: 'ads.example' }] });

  it('comes after the state of the page, which does not wait for it, and raises no mark', async () => {
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

  it('leaves the page as it was shown where it fails', async () => {
    await open(background(), 7, { runDeepScan: () => Promise.reject(new Error('kept away')) });
    expect(shown()).toEqual(['L0', 'ready']);
  });

  it('is not made of a page that nobody has seen', async () => {
    let isAsked = false;
    const runDeepScan = async () => {
      isAsked = true;
      return found;
    };
    await open(fakeBackground({ 'popup/get': () => running }), 7, { runDeepScan });
    expect(isAsked).toBe(false);
  });
});

describe('what the person asks for', () => {
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

  it('says so when it fails, and stays open', async () => {
    await open(fakeBackground(answers));
    fire(find(page, '[data-action=hide]'), 'click');
    await settle();
    expect(closed).toBe(0);
    expect(find(page, '.message[role=status]').textContent).not.toBe('');
  });

  it('leaves the page of a warning, and goes to the real one', async () => {
    const imitation = {
      kind: 'letters',
      real: 'real.example',
      front: 'www.real.example',
      isSure: true,
    } as const;
    const background = fakeBackground({ ...answers, 'visit/inspect': () => visit({ imitation }) });
    await open(background);
    fire(find(page, '[data-action=go-real]'), 'click');
    await settle();
    expect(went).toEqual(['7 https://www.real.example/']);
    expect(closed).toBe(1);
  });

  it('says what quick cleaning up leaves signed in, and not what is signed out', async () => {
    await open(fakeBackground({ ...answers, 'popup/get': () => ({ ...running, signedIn: 2 }) }));
    expect(find(page, '#tidy-how').textContent).toContain('2');
    page = openPage();
    await open(fakeBackground({ ...answers, 'popup/get': () => ({ ...running, signedIn: 0 }) }));
    expect(find(page, '#tidy-how').textContent).not.toMatch(/\d/);
  });

  it('says when no private window could be opened', async () => {
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

  it('is told after the state of the page, which does not wait for it', async () => {
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

  it('looks whom a letter goes to when asked, and says so where there is none', async () => {
    const asked = background();
    asked.answer({ 'mail/read-recipients': () => 'none' });
    await open(asked, 7, { findService: async () => service });
    fire(find(page, '[data-action=read-letter]'), 'click');
    await settle();
    expect(asked.asked.at(-1)).toEqual({
      name: 'mail/read-recipients',
      input: { tabId: 7, host: 'mail.harbour.example' },
    });
    expect(find(page, '[data-service]').textContent).toContain(english.t('provider.read.none'));
    expect(closed).toBe(0);
    asked.answer({ 'mail/read-recipients': () => 'opened' });
    fire(find(page, '[data-action=read-letter]'), 'click');
    await settle();
    expect(closed).toBe(1);
  });

  it('says whose account it may be, with the host shown large', async () => {
    await open(background(), 7, {
      findMailAccount: async () => ({
        kind: 'own-server',
        host: 'webmail.house.example',
        site: 'house.example',
      }),
    });
    expect(find(page, '[data-account=own-server] .account .account-name').textContent).toBe(
      'webmail.house.example',
    );
    expect(shown()[1]).toBe('ready');
  });

  it('changes nothing where the list cannot be read', async () => {
    await open(background(), 7, {
      findService: async () => {
        throw new Error('gone');
      },
    });
    expect(shown()[1]).toBe('ready');
    expect(page.document.querySelector('[data-service]')).toBeNull();
  });
});
