import { BROWSER } from '#browser/kind.ts';
import { send } from '#browser/send.ts';
import { activeTabId } from '#browser/tabs.ts';
import { runPopup } from '#ui/popup/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/style/popup.css';

/** `popup.html?tab=7` in a tab of its own shows tab 7. */
const wanted = new URLSearchParams(location.search).get('tab');

await runPopup({
  send,
  browser: BROWSER,
  root: rootElement(),
  findTab: async () => (wanted === null ? activeTabId() : Number(wanted)),
  loadLists: async () => {
    const [{ providers }, { loadTrackers }] = await Promise.all([
      import('#data/providers.ts'),
      import('#data/trackers.ts'),
    ]);
    return { providers, trackers: await loadTrackers() };
  },
  browserLanguages: navigator.languages,
  closePopup: () => {
    if (wanted === null) window.close();
  },
});
