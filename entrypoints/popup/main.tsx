import { BROWSER } from '#browser/kind.ts';
import { send } from '#browser/send.ts';
import { activeTabId } from '#browser/tabs.ts';
import { recognizers } from '#data/recognizers.ts';
import { recorders } from '#data/recorders.ts';
import { signInHosts } from '#data/sign-in-hosts.ts';
import { loadTrackers } from '#data/trackers.ts';
import { warnedProviders } from '#data/warned-providers.ts';
import { runPopup } from '#ui/popup/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/popup/popup.css';

/** `popup.html?tab=7` in a tab of its own shows tab 7. */
const wanted = new URLSearchParams(location.search).get('tab');

/** Begins to load with the page, not when it is needed. */
const lists = loadTrackers().then((trackers) => ({
  providers: warnedProviders,
  trackers,
  recorders,
  recognizers,
  signInHosts,
}));

await runPopup({
  send,
  browser: BROWSER,
  root: rootElement(),
  findTab: async () => (wanted === null ? activeTabId() : Number(wanted)),
  loadLists: () => lists,
  runDeepScan: async (tabId, visit) => {
    const [{ runDeepScan }, { libraries }, { loadProviders }, { indexProviders }] = await Promise.all([
      import('#browser/page/deep-scan.ts'),
      import('#data/libraries.ts'),
      import('#data/providers.ts'),
      import('#core/mail/provider.ts'),
    ]);
    const role = indexProviders(await loadProviders()).byHost(visit.page.host)?.host.role;
    return runDeepScan(tabId, visit, role === 'webmail' || role === 'inbox', libraries);
  },
  findService: async (visit) => {
    const [{ lookForService }, { loadProviders, loadSourceBook }] = await Promise.all([
      import('#ui/popup/service-look.ts'),
      import('#data/providers.ts'),
    ]);
    return lookForService(visit, {
      loadProviders,
      loadOrganisation: async () => (await send('mail/organisation', {}).catch(() => undefined))?.list,
      loadSources: async () => (await loadSourceBook()).sources,
      today: new Date().toISOString().slice(0, 10),
    });
  },
  browserLanguages: navigator.languages,
  closePopup: () => {
    if (wanted === null) window.close();
  },
});
