import { describe, expect, it, vi } from 'vitest';
import { readOrganisation } from '#contracts/organisation.ts';
import type { Provider } from '#core/mail/provider.ts';
import { indexNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';
import { type MailPorts, runMail } from '#ui/mail/controller.tsx';
import { mailSamples } from '#ui/mail/samples.ts';
import { SESSION } from '../app/fakes.ts';
import { fakeBackground, find, fire, openPage, type Page, settle } from './dom.ts';
import { english } from './texts.ts';

const sample = mailSamples.choose;
if (typeof sample?.table !== 'object' || !sample.book) throw new Error('the sample has no table');
const { providers } = sample.table;
const { book } = sample;

async function open(hash = '', ports: Partial<MailPorts> = {}) {
  const page = openPage();
  const hashchange = new EventTarget();
  vi.stubGlobal('location', { hash });
  const window = {
    addEventListener: hashchange.addEventListener.bind(hashchange),
    scrollTo: vi.fn(),
    print: vi.fn(),
  };
  vi.stubGlobal('window', window);
  const background = fakeBackground({
    'session/get': () => SESSION,
    'mail/organisation': () => ({ list: undefined, from: undefined, isPolicyBroken: false }),
    'mail/organisation-set': ({ list }) => ({ list, from: list && 'sitting', isPolicyBroken: false }),
    'mail/take-text': () => 'a@portal.example',
  });
  await runMail({
    send: background.send,
    root: page.root,
    browserLanguages: ['en'],
    today: '2026-11-24',
    loadProviders: async () => providers,
    loadSourceBook: async () => book,
    loadDisposable: async () => (domain) => domain === 'throw.example',
    readOrganisation: async (text, table) => readOrganisation(text, { table, names: indexNames(nameLists) }),
    isForAddresses: false,
    ...ports,
  });
  await settle();
  async function goTo(next: string): Promise<void> {
    vi.stubGlobal('location', { hash: next });
    hashchange.dispatchEvent(new Event('hashchange'));
    await settle();
  }
  const press = async (selector: string, type = 'click', facts = {}) => {
    fire(find(page, selector), type, facts);
    await settle();
  };
  return { page, goTo, press, background, window, text: () => page.root.textContent ?? '' };
}

describe('the mail page', () => {
  it('starts with the questions, and shows any part by its name', async () => {
    const { page, goTo } = await open();
    expect(find(page, '[data-part]').dataset.part).toBe('choose');
    for (const part of ['people', 'account', 'group', 'compare', 'own']) {
      await goTo(`#${part}`);
      expect(find(page, '[data-part]').dataset.part).toBe(part);
      expect(find(page, '[aria-current]').getAttribute('href')).toBe(`#${part}`);
    }
    await goTo('#nowhere');
    expect(find(page, '[data-part]').dataset.part).toBe('choose');
  });

  it('shows each part from its top, and prints only on request', async () => {
    const { goTo, press, window } = await open();
    await goTo('#group');
    expect(window.scrollTo).toHaveBeenCalledExactlyOnceWith(0, 0);
    expect(window.print).not.toHaveBeenCalled();
    await press('[data-action=print]');
    expect(window.print).toHaveBeenCalledOnce();
  });

  it('asks the background only for the session’s state', async () => {
    const { background, press } = await open();
    await press('form', 'submit');
    const names = new Set(background.asked.map(({ name }) => name));
    expect([...names].toSorted()).toEqual(['mail/organisation', 'session/get', 'voice/get']);
  });

  it('reports an unreadable table, and keeps the other parts', async () => {
    const failing = async (): Promise<readonly Provider[]> => {
      throw new Error('gone');
    };
    const { text, goTo } = await open('#compare', { loadProviders: failing });
    expect(text()).toContain(english.t('mail.unread'));
    await goTo('#account');
    expect(text()).toContain(english.t('mail.account.title'));
  });
});

describe('choosing', () => {
  it('shows two services for the answers, and keeps the answers', async () => {
    const { page, press } = await open();
    await press('input[name=phone][value=false]', 'change');
    await press('input[name=worry][value=local-power]', 'change');
    await press('form', 'submit');
    expect(find(page, '[data-found]').dataset.found).toBe('2');
    expect(
      [...page.document.querySelectorAll('[data-choice]')].map((card) => card.getAttribute('data-choice')),
    ).toEqual(['harbour', 'island']);
    await press('[data-action=again]');
    expect(find(page, 'input[name=phone][value=false]').hasAttribute('checked')).toBe(true);
  });

  it('asks for the country only if it matters', async () => {
    const { page, press } = await open();
    const asks = () => page.document.querySelector('select[name=country]') !== null;
    expect(asks()).toBe(false);
    await press('input[name=worry][value=thieves]', 'change');
    expect(asks()).toBe(false);
    await press('input[name=worry][value=strong-state]', 'change');
    expect(asks()).toBe(true);
  });

  it('asks for it if services are blocked too', async () => {
    const { page, press } = await open();
    await press('input[name=blocked][value=true]', 'change');
    expect(page.document.querySelector('select[name=country]')).not.toBeNull();
  });

  it('offers the countries in the table', async () => {
    const { page, press } = await open();
    await press('input[name=worry][value=strong-state]', 'change');
    const codes = [...page.document.querySelectorAll('select[name=country] option')].map((option) =>
      option.getAttribute('value'),
    );
    expect(codes.filter(Boolean).toSorted()).toEqual(['CH', 'DE', 'IT', 'RU', 'TR', 'US']);
  });

  it('excludes services in the feared jurisdiction', async () => {
    const { page, press } = await open();
    await press('input[name=worry][value=local-power]', 'change');
    Object.defineProperty(find(page, 'select[name=country]'), 'value', { value: 'DE' });
    await press('select[name=country]', 'change');
    await press('form', 'submit');
    const found = [...page.document.querySelectorAll<HTMLElement>('[data-found] [data-choice]')];
    expect(found.map(({ dataset }) => dataset.choice)).toEqual(['harbour']);
  });

  it('shows what to give up if nothing fits', async () => {
    const { page, press, text } = await open('', {
      loadProviders: async () => providers.filter(({ id }) => id === 'island'),
    });
    await press('input[name=blocked][value=true]', 'change');
    await press('form', 'submit');
    expect(find(page, '[data-without]').dataset.without).toBe('blocked');
    expect(text()).toContain(english.t('mail.costs.blocked'));
  });
});

describe('the table', () => {
  it('reverses its order on a second click', async () => {
    const { page, press } = await open('#compare');
    const first = () => find(page, '[data-service]').dataset.service;
    await press('[data-sort=verdict]');
    expect(first()).toBe('harbour');
    await press('[data-sort=verdict]');
    expect(first()).toBe('portal');
    expect(find(page, '[aria-sort]').getAttribute('aria-sort')).toBe('descending');
  });

  it.each([
    ['input[name=search]', 'input', 'island.example', ['island']],
    ['select[name=verdict]', 'change', 'avoid', ['portal']],
    ['select[name=need]', 'change', 'blocked', ['harbour']],
  ])('filters by %s', async (field, type, value, left) => {
    const { page, press } = await open('#compare');
    Object.defineProperty(find(page, field), 'value', { value, configurable: true, writable: true });
    await press(field, type);
    const rows = [...page.document.querySelectorAll<HTMLElement>('[data-service]')];
    expect(rows.map(({ dataset }) => dataset.service)).toEqual(left);
    expect(find(page, '[data-count]').dataset.count).toBe('1');
  });
});

describe('the facts of a service', () => {
  it('load the sources on demand', async () => {
    const loadSourceBook = vi.fn(async () => book);
    const { goTo, text } = await open('#compare', { loadSourceBook });
    expect(loadSourceBook).not.toHaveBeenCalled();
    await goTo('#facts/harbour');
    expect(loadSourceBook).toHaveBeenCalledOnce();
    expect(text()).toContain(book.sources['harbour-help']?.address);
  });

  it('are shown without sources if these cannot be loaded', async () => {
    const { text } = await open('#facts/harbour', {
      loadSourceBook: async () => {
        throw new Error('gone');
      },
    });
    expect(text()).toContain(english.t('mail.values.atRest.user-key'));
  });

  it('reports an unknown service', async () => {
    const { text } = await open('#facts/nowhere');
    expect(text()).toContain(english.t('mail.facts.none'));
  });
});

describe('recipients', () => {
  it('judges each mailbox, and clears them on request', async () => {
    const { page, press } = await open('#people');
    find(page, 'textarea').textContent = 'Ann <a@portal.example>, b@throw.example, c@own.example';
    Object.assign(find(page, 'textarea'), { value: find(page, 'textarea').textContent });
    await press('form', 'submit');
    const boxes = [...page.document.querySelectorAll<HTMLElement>('[data-domain]')];
    expect(boxes.map(({ dataset }) => [dataset.domain, dataset.verdict])).toEqual([
      ['portal.example', 'avoid'],
      ['throw.example', 'disposable'],
      ['own.example', 'unknown'],
    ]);
    await press('[data-action=clear]');
    expect(page.document.querySelectorAll('[data-domain]')).toHaveLength(0);
  });

  it('shows text selected in a page at once, which is read once', async () => {
    const { page, background, text } = await open('#people', { isForAddresses: true });
    expect(find(page, '[data-domain]').dataset.domain).toBe('portal.example');
    expect(text()).toContain(english.t('mail.people.handed'));
    expect(background.asked.filter(({ name }) => name === 'mail/take-text')).toHaveLength(1);
  });

  it.each([
    ['a@island.example b@island.example', true],
    ['a@island.example', false],
    ['a@island.example b@harbour.example', false],
    ['a@portal.example b@portal.example', false],
  ])('says so only if several are at one service without a warning: %s', async (value, isSo) => {
    const { page, press, text } = await open('#people');
    Object.assign(find(page, 'textarea'), { value });
    await press('form', 'submit');
    expect(text().includes(english.t('mail.people.same'))).toBe(isSo);
  });

  it('warns that mail to a closed service may reach somebody else', async () => {
    const [first] = providers;
    if (!first) throw new Error('the sample has no service');
    const incident = { year: 2015, kind: 'closed', source: 'old-report', date: '2015' } as const;
    const closed: Provider = { ...first, status: 'closed', incidents: [incident] };
    const { page, press } = await open('#people', { loadProviders: async () => [closed] });
    Object.assign(find(page, 'textarea'), { value: 'a@harbour.example' });
    await press('form', 'submit');
    expect(find(page, '[data-domain]').textContent).toContain(english.t('mail.people.closed'));
    expect(find(page, '[data-domain]').textContent).not.toContain(english.t('mail.people.careful'));
  });

  it('works without the list of disposable mailboxes', async () => {
    const { page } = await open('#people', {
      isForAddresses: true,
      loadDisposable: async () => {
        throw new Error('gone');
      },
    });
    expect(find(page, '[data-domain]').dataset.domain).toBe('portal.example');
  });

  it('says if the text was cut', async () => {
    const { page, press, text } = await open('#people');
    Object.assign(find(page, 'textarea'), { value: `a@island.example${' '.repeat(200_000)}` });
    await press('form', 'submit');
    expect(text()).toContain(english.t('mail.people.cut'));
  });

  it('never calls a mailbox or the people bad', () => {
    const words = JSON.stringify(english.t('mail.people', { returnObjects: true }));
    expect(words).not.toMatch(/\b(bad|wrong|suspicious|enemy|avoid)\b/i);
  });
});

describe('the list of an organization', () => {
  const file = (content: unknown) =>
    new File([typeof content === 'string' ? content : JSON.stringify(content)], 'list.json');
  const good = { format: 1, name: 'Our group', chosen: ['island'] };

  async function choose(press: Awaited<ReturnType<typeof open>>['press'], content: unknown, page: Page) {
    const input = find(page, 'input[type=file]');
    Object.defineProperty(input, 'files', { value: [file(content)], configurable: true });
    await press('input[type=file]', 'change');
  }

  it('applies from then on, also in the table, until it is removed', async () => {
    const { page, press, goTo, background } = await open('#own');
    await choose(press, good, page);
    expect(find(page, '[data-list]').dataset.list).toBe('sitting');
    expect(background.asked.at(-1)).toMatchObject({
      name: 'mail/organisation-set',
      input: { list: { name: 'Our group' } },
    });
    await goTo('#compare');
    expect(find(page, '[data-service=island]').dataset.verdict).toBe('trusted');
    await goTo('#own');
    await press('[data-action=remove]');
    expect(background.asked.at(-1)).toEqual({ name: 'mail/organisation-set', input: {} });
    await goTo('#compare');
    expect(find(page, '[data-service=island]').dataset.verdict).toBe('acceptable');
  });

  it('can be chosen again after a fix, and only during a session', async () => {
    const { page, press } = await open('#own');
    await choose(press, '{', page);
    expect((find(page, 'input[type=file]') as HTMLInputElement).value).toBe('');
    const nobody = await open('#own', { send: async () => Promise.reject(new Error('no session runs')) });
    expect(nobody.page.document.querySelector('input[type=file]')).toBeNull();
  });

  it('is not read beyond its maximum size', async () => {
    const { page, press } = await open('#own');
    const huge = file('{');
    const slice = vi.spyOn(huge, 'slice');
    Object.defineProperty(find(page, 'input[type=file]'), 'files', { value: [huge], configurable: true });
    await press('input[type=file]', 'change');
    expect(slice).toHaveBeenCalledExactlyOnceWith(0, 65_537);
  });

  it('clears earlier results', async () => {
    const { page, press, goTo } = await open('#people');
    Object.assign(find(page, 'textarea'), { value: 'a@island.example' });
    await press('form', 'submit');
    await goTo('#own');
    await choose(press, good, page);
    await goTo('#people');
    expect(page.document.querySelectorAll('[data-domain]')).toHaveLength(0);
  });

  it.each([
    ['{', 'not-json'],
    [[], 'not-a-list'],
    [{ ...good, format: 2 }, 'other-format'],
    [{ format: 1 }, 'missing'],
    [{ ...good, chosen: ['nowhere'] }, 'not-in-table'],
    [' '.repeat(70_000), 'too-big'],
  ])('is rejected with an error, which is named: %#', async (content, code) => {
    const { page, press, background, text } = await open('#own');
    await choose(press, content, page);
    expect(find(page, '[data-error]').dataset.error).toBe(code);
    expect(text()).toContain(english.t('mail.own.bad'));
    expect(background.asked.some(({ name }) => name === 'mail/organisation-set')).toBe(false);
  });
});
