import browser from 'webextension-polyfill';
import type { Item, TabZooms } from '#app/memory.ts';
import { type ListenerGroup, listenerGroup, listenerOn } from '#lib/listener-group.ts';
import { BROWSER } from '../kind.ts';

export interface ZoomParts {
  readonly zooms: Item<TabZooms>;
  /** On a shared computer. */
  readonly isWanted: () => Promise<boolean>;
}

export interface ZoomKeeper {
  readonly events: ListenerGroup;
  /** Restores the zoom of a tab, which Chromium resets with each page. */
  pageOpened(tabId: number, host: string | undefined): Promise<void>;
}

/** A zoom change that is being moved from the site to the tab. */
interface Changing {
  /** Zoom factor of the site before the change. */
  readonly before: number;
  wanted: number;
  isPutBack: boolean;
}

/**
 * Chromium stores zoom levels by site name, and only an open page of that site can reset them. So a changed zoom is
 * made tab-specific at once, and the site's earlier zoom is restored. Firefox has a setting instead (`site-zoom`).
 */
export function createZoomKeeper({ zooms, isWanted }: ZoomParts): ZoomKeeper {
  const changing = new Map<number, Changing>();

  async function onChange(change: browser.Tabs.OnZoomChangeZoomChangeInfoType): Promise<void> {
    const { tabId, oldZoomFactor, newZoomFactor, zoomSettings } = change;
    // New tabs report a change without a difference.
    if (oldZoomFactor === newZoomFactor || zoomSettings.scope !== 'per-origin') return;
    const known = changing.get(tabId);
    if (known) {
      // Restoring the site's zoom also fires the event; any other factor is another change by the person.
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
              // The tab may be closed by now.
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
