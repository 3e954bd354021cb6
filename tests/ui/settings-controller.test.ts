import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '#core/session/session.ts';
import { runSettings } from '#ui/settings/controller.tsx';
import { SESSION } from '../app/fakes.ts';
import { type FakeBackground, fakeBackground, find, fire, openPage, type Page, settle } from './dom.ts';
import { english } from './texts.ts';

const session: Session = { ...SESSION, settings: [{ id: 'save-passwords', status: 'locked' }] };

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

describe('the settings page', () => {
  it('changes the language of this page and of the session', async () => {
    const background = fakeBackground({
      'session/get': () => session,
      'session/change': ({ language }) => ({ ...session, language: language ?? 'en' }),
    });
    await open(background);
    fire(find(page, 'input[value=ar]'), 'change');
    await vi.waitFor(() => expect(page.document.documentElement.dir).toBe('rtl'));
    expect(background.asked).toContainEqual({ name: 'session/change', input: { language: 'ar' } });
  });

  it('changes the idle time', async () => {
    const background = fakeBackground({
      'session/get': () => session,
      'timer/get': () => ({ idleMinutes: 10, minutesLeft: undefined }),
      'timer/change': ({ idle }) => ({ idleMinutes: idle ?? 10, minutesLeft: undefined }),
    });
    await open(background);
    const select = find(page, 'select[name=idle]');
    Object.defineProperty(select, 'value', { value: '0' });
    fire(select, 'change');
    await settle();
    expect(background.asked.at(-1)).toEqual({ name: 'timer/change', input: { idle: 0 } });
    expect(page.root.textContent).toContain(english.t('settings.saved'));
  });

  it('restores the built-in cover page', async () => {
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

  it('reports a failed change', async () => {
    await open(fakeBackground({ 'session/get': () => session }));
    fire(find(page, 'input[value=fr]'), 'change');
    await settle();
    expect(find(page, '.message[role=status]').textContent).not.toBe('');
    expect(page.document.documentElement.lang).toBe('en');
  });

  it('shows the shortcuts, including missing ones', async () => {
    await open(fakeBackground({ 'session/get': () => session }));
    expect([...page.document.querySelectorAll('dd')].map(({ textContent }) => textContent)).toEqual([
      'Alt+Shift+Q',
      'No key set',
    ]);
  });

  it('offers no settings without a session', async () => {
    await open(fakeBackground({ 'session/get': () => undefined }));
    expect(page.document.querySelectorAll('input')).toHaveLength(0);
  });
});
