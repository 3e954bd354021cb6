import browser from 'webextension-polyfill';
import type { Item, TabZooms } from '#app/memory.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';
import { BROWSER } from '../kind.ts';

export interface ZoomParts {
  readonly zooms: Item<TabZooms>;
  /** On a computer that others use too. */
  readonly isWanted: () => Promise<boolean>;
}

export interface ZoomKeeper {
  readonly events: ListenerGroup;
  /** Chromium forgets the zoom of a tab with each page. */
  pageOpened(tabId: number, host: string | undefined): Promise<void>;
}

/** The zoom of a tab that is on its way from the site to the tab. */
interface Changing {
  /** What the site had, as factors. */
  readonly before: number;
  wanted: number;
  isPutBack: boolean;
}

/**
 * Chromium writes a zoom down by the name of the site, and only an open page of that site can undo it. So the zoom is
 * made one of the tab as soon as it changes, and what the site had before is put back. Firefox has a setting for it.
 */
export function createZoomKeeper({ zooms, isWanted }: ZoomParts): ZoomKeeper {
  const changing = new Map<number, Changing>();

  async function onChange(change: browser.Tabs.OnZoomChangeZoomChangeInfoType): Promise<void> {
    const { tabId, oldZoomFactor, newZoomFactor, zoomSettings } = change;
    // A tab that opens tells of a change to what it has.
    if (oldZoomFactor === newZoomFactor || zoomSettings.scope !== 'per-origin') return;
    const known = changing.get(tabId);
    if (known) {
      // Our own putting back tells of what was before; else the person pressed again meanwhile.
      if (newZoomFactor !== known.before) Object.assign(known, { wanted: newZoomFactor, isPutBack: false });
      return;
    }
    const tab: Changing = { before: oldZoomFactor, wanted: newZoomFactor, isPutBack: false };
    changing.set(tabId, tab);
    try {
      if (!(await isWanted())) return;
      const usual = zoomSettings.defaultZoomFactor ?? 1;
      while (!tab.isPutBack) {
        tab.isPutBack = true;
        await browser.tabs.setZoomSettings(tabId, { scope: 'per-origin' });
        await browser.tabs.setZoom(tabId, tab.before === usual ? 0 : tab.before);
        await browser.tabs.setZoomSettings(tabId, { scope: 'per-tab' });
      }
      await browser.tabs.setZoom(tabId, tab.wanted);
      const { url = '' } = await browser.tabs.get(tabId);
      if (!URL.canParse(url)) return;
      const { host } = new URL(url);
      await zooms.update((all) => ({ ...all, [tabId]: { host, factor: tab.wanted } }));
    } finally {
      changing.delete(tabId);
    }
  }

  return {
    events:
      BROWSER === 'chromium'
        ? listenerGroup(
            listenerOn(browser.tabs.onZoomChange, (change: browser.Tabs.OnZoomChangeZoomChangeInfoType) => {
              // The tab may be gone by now.
              onChange(change).catch(() => undefined);
            }),
          )
        : listenerGroup(),
    pageOpened: async (tabId, host) => {
      if (BROWSER !== 'chromium') return;
      const known = (await zooms.get())?.[tabId];
      if (known && known.host === host) await zoomTab(tabId, known.factor).catch(() => undefined);
    },
  };
}

async function zoomTab(tabId: number, factor: number): Promise<void> {
  await browser.tabs.setZoomSettings(tabId, { scope: 'per-tab' });
  await browser.tabs.setZoom(tabId, factor);
}
