import browser from 'webextension-polyfill';
import type { Item, Switch, TabZooms } from '#app/ports.ts';
import { BROWSER } from './kind.ts';
import { joined, switchFor } from './switch.ts';

export interface ZoomParts {
  readonly zooms: Item<TabZooms>;
  /** On a computer that others use too. */
  readonly isWanted: () => Promise<boolean>;
}

export interface ZoomKeeper {
  readonly events: Switch;
  /** Chromium forgets the zoom of a tab with each page. */
  pageOpened(tabId: number, host: string | undefined): Promise<void>;
}

/**
 * Chromium writes a zoom down by the name of the site, and only an open page of that site can undo it. So the zoom is
 * made one of the tab as soon as it changes, and what the site had before is put back. Firefox has a setting for it.
 */
export function createZoomKeeper({ zooms, isWanted }: ZoomParts): ZoomKeeper {
  const changing = new Set<number>();

  async function onChange(change: browser.Tabs.OnZoomChangeZoomChangeInfoType): Promise<void> {
    const { tabId, oldZoomFactor, newZoomFactor, zoomSettings } = change;
    // A tab that opens tells of a change to what it has.
    if (oldZoomFactor === newZoomFactor || zoomSettings.scope !== 'per-origin' || changing.has(tabId)) return;
    if (!(await isWanted())) return;
    changing.add(tabId);
    try {
      const usual = zoomSettings.defaultZoomFactor ?? 1;
      await browser.tabs.setZoom(tabId, oldZoomFactor === usual ? 0 : oldZoomFactor);
      await zoomTab(tabId, newZoomFactor);
      const { url = '' } = await browser.tabs.get(tabId);
      if (!URL.canParse(url)) return;
      const { host } = new URL(url);
      await zooms.update((known) => ({ ...known, [tabId]: { host, factor: newZoomFactor } }));
    } finally {
      changing.delete(tabId);
    }
  }

  return {
    events:
      BROWSER === 'chromium'
        ? joined(
            switchFor(browser.tabs.onZoomChange, (change: browser.Tabs.OnZoomChangeZoomChangeInfoType) => {
              // The tab may be gone by now.
              onChange(change).catch(() => undefined);
            }),
          )
        : joined(),
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
