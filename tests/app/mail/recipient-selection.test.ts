import { describe, expect, it } from 'vitest';
import { createPointAt } from '#app/mail/recipient-selection.ts';
import { fakeMemory, fakePages, fakeTabs } from '../fakes.ts';

const HOST = 'mail.known.example';

function desk(urls: Record<number, string> = {}) {
  const [memory, pages, tabs] = [fakeMemory(), fakePages(), fakeTabs(urls)];
  return { memory, pages, tabs, pointAt: createPointAt({ memory, pages, tabs }) };
}

const ownPages = (tabs: ReturnType<typeof fakeTabs>) =>
  [...tabs.all.values()].filter(({ url }) => url.includes('mail.html'));

describe('a selection', () => {
  it('opens our page with its addresses, and with nothing else of it', async () => {
    const { pointAt, tabs } = desk({ 1: 'https://site.example/' });
    await pointAt.selection('Meet Ann <ann@a.example> at noon; bob@b.example', 1);
    expect(ownPages(tabs)).toHaveLength(1);
    expect(await pointAt.take()).toBe('ann@a.example\nbob@b.example');
  });

  it('is handed out once', async () => {
    const { pointAt, memory } = desk();
    await pointAt.selection('ann@a.example', undefined);
    await pointAt.take();
    expect(await pointAt.take()).toBeUndefined();
    expect(await memory.pointedAt.get()).toBeUndefined();
  });

  it('without an address still opens the page, which says so', async () => {
    const { pointAt, tabs } = desk();
    await pointAt.selection('no address here', undefined);
    expect(ownPages(tabs)).toHaveLength(1);
    expect(await pointAt.take()).toBe('');
  });
});

describe('the recipients of a letter', () => {
  it('are read on a page of a known mail service', async () => {
    const { pointAt, pages } = desk({ 1: 'https://mail.known.example/compose' });
    pages.recipients.set(1, ['ann@a.example', 'not an address']);
    expect(await pointAt.recipients(1, HOST)).toBe('opened');
    expect(await pointAt.take()).toBe('ann@a.example');
  });

  it.each([
    ['elsewhere', 'https://mail.known.example.evil.example/', ['ann@a.example']],
    ['elsewhere', 'about:blank', ['ann@a.example']],
    ['none', 'https://mail.known.example/', []],
    ['not-allowed', 'https://mail.known.example/', undefined],
  ] as const)('are not: %s at %s', async (expected, url, found) => {
    const { pointAt, pages, tabs } = desk({ 1: url });
    if (found) pages.recipients.set(1, found);
    expect(await pointAt.recipients(1, HOST)).toBe(expected);
    expect(ownPages(tabs)).toEqual([]);
    expect(await pointAt.take()).toBeUndefined();
  });

  it('of a tab that is gone are nobody', async () => {
    expect(await desk().pointAt.recipients(7, HOST)).toBe('elsewhere');
  });
});
