import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '#core/session/session.ts';
import { runSettings } from '#ui/settings/controller.tsx';
import { type FakeBackground, fakeBackground, find, fire, openPage, type Page, pick, settle } from './dom.ts';
import { english } from './texts.ts';

const session: Session = {
  place: 'cafe',
  language: 'en',
  startedAtMs: 0,
  settings: [{ id: 'save-passwords', status: 'locked' }],
  hideAddress: undefined,
};

let page: Page;

beforeEach(() => {
  page = openPage();
});

async function open(background: FakeBackground): Promise<void> {
  await runSettings({
    send: background.send,
    browser: 'firefox',
    root: page.root,
    browserLanguages: ['en'],
    loadOrigins: async () => [{ title: 'A list', version: '1', date: '2026-03', license: 'MIT' }],
    listShortcuts: async () => [
      { name: 'hide', keys: 'Alt+Shift+Q' },
      { name: 'tidy-now', keys: '' },
    ],
  });
  await settle();
}

describe('the settings of a visit', () => {
  it('changes the language of this page and of all others', async () => {
    const background = fakeBackground({
      'session/get': () => session,
      'voice/change': ({ language }) => ({ language, isSilent: false }),
    });
    await open(background);
    pick(page, 'select[name=language]', 'ar');
    await vi.waitFor(() => expect(page.document.documentElement.dir).toBe('rtl'));
    expect(background.asked).toContainEqual({ name: 'voice/change', input: { language: 'ar' } });
  });

  it('changes after how many minutes it asks', async () => {
    const background = fakeBackground({
      'session/get': () => session,
      'timer/get': () => ({ idleMinutes: 10, minutesLeft: undefined }),
      'timer/change': ({ idle }) => ({ idleMinutes: idle ?? 10, minutesLeft: undefined }),
    });
    await open(background);
    pick(page, 'select[name=idle]', '0');
    await settle();
    expect(background.asked.at(-1)).toEqual({ name: 'timer/change', input: { idle: 0 } });
    expect(page.root.textContent).toContain(english.t('settings.saved'));
  });

  it('goes back to the clock', async () => {
    const background = fakeBackground({
      'session/get': () => ({ ...session, hideAddress: 'https://weather.example/' }),
      'session/change': () => session,
    });
    await open(background);
    fire(find(page, '[data-action=hide-reset]'), 'click');
    await settle();
    expect(background.asked.at(-1)).toEqual({ name: 'session/change', input: { hideAddress: '' } });
    expect(page.document.querySelector('[data-action=hide-reset]')).toBeNull();
  });

  it('says so when nothing was changed', async () => {
    const goes = { ...session, hideAddress: 'https://weather.example/' };
    await open(fakeBackground({ 'session/get': () => goes }));
    fire(find(page, '[data-action=hide-reset]'), 'click');
    await settle();
    expect(find(page, '.message[role=status]').textContent).not.toBe('');
  });

  it('stays in its language where the background does not answer', async () => {
    await open(fakeBackground({ 'session/get': () => session }));
    pick(page, 'select[name=language]', 'fr');
    await settle();
    expect(page.document.documentElement.lang).toBe('en');
  });

  it('tells the keys, also that there is none', async () => {
    await open(fakeBackground({ 'session/get': () => session }));
    expect([...page.document.querySelectorAll('dd')].map(({ textContent }) => textContent)).toEqual([
      'Alt+Shift+Q',
      english.t('settings.keyNone'),
    ]);
  });

  it('offers what needs no session when nobody has started one, and nothing else', async () => {
    await open(
      fakeBackground({ 'session/get': () => undefined, 'own-computer/get': () => ({ isKept: false }) }),
    );
    const names = [...page.document.querySelectorAll('input')].map((input) => input.getAttribute('name'));
    expect(names).toEqual(['own-computer', 'silent']);
  });

  it.each([
    ['own-computer', 'own-computer/set', { isKept: true }],
    ['silent', 'voice/change', { isSilent: true }],
  ])('keeps that %s was chosen, and says so', async (name, message, input) => {
    const background = fakeBackground({
      'session/get': () => session,
      'own-computer/get': () => ({ isKept: false }),
      'own-computer/set': (asked) => asked,
      'voice/change': () => ({ language: undefined, isSilent: true }),
    });
    await open(background);
    const box = find(page, `input[name=${name}]`) as HTMLInputElement;
    box.checked = true;
    fire(box, 'change');
    await settle();
    expect(background.asked.at(-1)).toEqual({ name: message, input });
    expect(page.root.textContent).toContain(english.t('settings.saved'));
  });

  it('does not say that something was kept where it was not', async () => {
    await open(
      fakeBackground({ 'session/get': () => session, 'own-computer/get': () => ({ isKept: false }) }),
    );
    fire(find(page, 'input[name=own-computer]'), 'change');
    await settle();
    expect(page.root.textContent).toContain(english.t('app.failed'));
  });
});
