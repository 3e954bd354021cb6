import { describe, expect, it } from 'vitest';
import { createPageReports } from '#app/page/page-reports.ts';
import { address } from '../../builders.ts';

const TOP = {
  tabId: 1,
  tabUrl: 'https://tab.example/',
  frameUrl: 'https://frame.example/',
  isTop: true,
  isPrivate: false,
};
const NO_TAB = { ...TOP, tabId: undefined };
const SCAN = {
  forms: [
    { target: 'https://to.example/in', asks: ['password' as const] },
    { target: 'javascript:void 0', asks: ['password' as const] },
  ],
  mixedActive: 1,
  mixedPassive: 0,
  parts: ['https://part.example/a.js', 'data:x'],
};

function desk() {
  const told: unknown[] = [];
  const note =
    <Reply>(name: string, reply: Reply) =>
    async (...values: unknown[]) => {
      told.push([name, ...values]);
      return reply;
    };
  const reports = createPageReports({
    visits: { scanned: note('visit', undefined), touch: note('touch', undefined) },
    secretGuard: {
      guardState: note('state', 'held' as const),
      entered: note('entered', true),
      typed: note('typed', undefined),
    },
    sentUnencrypted: { opened: note('opened', undefined), sent: note('sent', undefined) },
  });
  return { told, reports };
}

describe('a report of the content script', () => {
  it('is a scan with parsed URLs, under the URL of the top frame', async () => {
    const { told, reports } = desk();
    expect(await reports.scanned(SCAN, TOP)).toEqual({ guardState: 'held' });
    const scan = {
      forms: [{ target: address('https://to.example/in'), asks: ['password'] }],
      mixedActive: 1,
      mixedPassive: 0,
      parts: [address('https://part.example/a.js')],
    };
    expect(told).toEqual([
      ['visit', 1, 'https://frame.example/', scan],
      ['opened', { url: 'https://frame.example/', isPrivate: false }],
      ['state', { id: 1, url: 'https://tab.example/', frameUrl: 'https://frame.example/' }],
    ]);
  });

  it('belongs to the page in the tab if a frame sent it', async () => {
    const { told, reports } = desk();
    await reports.scanned(SCAN, { ...TOP, isTop: false });
    expect(told[0]).toEqual(expect.arrayContaining(['visit', 1, 'https://tab.example/']));
  });

  it('is ignored without a tab', async () => {
    const { told, reports } = desk();
    expect(await reports.scanned(SCAN, NO_TAB)).toEqual({});
    expect(await reports.entered({ target: 'https://to.example/', asks: 'card' }, NO_TAB)).toEqual({
      isHeldBack: false,
    });
    await reports.used(NO_TAB);
    expect(told).toEqual([]);
  });

  it('may ask about a field, or report a used tab with its port', async () => {
    const { told, reports } = desk();
    const entry = { target: 'https://to.example/', asks: 'card' as const, cause: 'focus' as const };
    expect(await reports.entered(entry, TOP)).toEqual({ isHeldBack: true });
    await reports.used({ ...TOP, tabUrl: 'http://tab.example:8080/' });
    expect(told).toEqual([
      ['entered', { id: 1, url: TOP.tabUrl, frameUrl: TOP.frameUrl }, 'https://to.example/', 'card', 'focus'],
      ['touch', 1, 'tab.example:8080'],
    ]);
  });
});
