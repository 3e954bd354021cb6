import { describe, expect, it } from 'vitest';
import { createRecipientSelection } from '#app/mail/recipient-selection.ts';
import { fakeMemory, fakePages, fakeTabs } from '../fakes.ts';

const HOST = 'mail.known.example';

function desk(urls: Record<number, string> = {}) {
  const [memory, pages, tabs] = [fakeMemory(), fakePages(), fakeTabs(urls)];
  const { readRecipients } = pages;
  return {
    memory,
    pages,
    tabs,
    recipientSelection: createRecipientSelection({ memory, readRecipients, tabs }),
  };
}

const ownPages = (tabs: ReturnType<typeof fakeTabs>) =>
  [...tabs.all.values()].filter(({ url }) => url.includes('mail.html'));

describe('a selection', () => {
  it('opens the mail page with its addresses only', async () => {
    const { recipientSelection, tabs } = desk({ 1: 'https://site.example/' });
    await recipientSelection.selection('Meet Ann <ann@a.example> at noon; bob@b.example', 1);
    expect(ownPages(tabs)).toHaveLength(1);
    expect(await recipientSelection.take()).toBe('ann@a.example\nbob@b.example');
  });

  it('is returned once', async () => {
    const { recipientSelection, memory } = desk();
    await recipientSelection.selection('ann@a.example', undefined);
    await recipientSelection.take();
    expect(await recipientSelection.take()).toBeUndefined();
    expect(await memory.pointedAt.get()).toBeUndefined();
  });

  it('without an address still opens the page, which says so', async () => {
    const { recipientSelection, tabs } = desk();
    await recipientSelection.selection('no address here', undefined);
    expect(ownPages(tabs)).toHaveLength(1);
    expect(await recipientSelection.take()).toBe('');
  });
});

describe('the recipients of a letter', () => {
  it('are read on a page of a known mail service', async () => {
    const { recipientSelection, pages } = desk({ 1: 'https://mail.known.example/compose' });
    pages.recipients.set(1, ['ann@a.example', 'not an address']);
    expect(await recipientSelection.recipients(1, HOST)).toBe('opened');
    expect(await recipientSelection.take()).toBe('ann@a.example');
  });

  it.each([
    ['elsewhere', 'https://mail.known.example.evil.example/', ['ann@a.example']],
    ['elsewhere', 'about:blank', ['ann@a.example']],
    ['none', 'https://mail.known.example/', []],
    ['not-allowed', 'https://mail.known.example/', undefined],
  ] as const)('are not read: %s at %s', async (expected, url, found) => {
    const { recipientSelection, pages, tabs } = desk({ 1: url });
    if (found) pages.recipients.set(1, found);
    expect(await recipientSelection.recipients(1, HOST)).toBe(expected);
    expect(ownPages(tabs)).toEqual([]);
    expect(await recipientSelection.take()).toBeUndefined();
  });

  it('are not read if the tab was closed', async () => {
    expect(await desk().recipientSelection.recipients(7, HOST)).toBe('elsewhere');
  });
});
