import { BROWSER } from '#browser/kind.ts';
import { send } from '#browser/send.ts';
import { activeTabId } from '#browser/tabs.ts';
import { runPopup } from '#ui/popup/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/style/popup.css';

/** `popup.html?tab=7` in a tab of its own shows tab 7. */
const wanted = new URLSearchParams(location.search).get('tab');

/** Begins to load with the page, not when it is needed. */
const lists = Promise.all([
  import('#data/warned-providers.ts'),
  import('#data/trackers.ts'),
  import('#data/recorders.ts'),
  import('#data/recognizers.ts'),
  import('#data/sign-in-hosts.ts'),
]).then(async ([{ warnedProviders }, { loadTrackers }, { recorders }, { recognizers }, { signInHosts }]) => ({
  providers: warnedProviders,
  trackers: await loadTrackers(),
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
  lookCloser: async (tabId, visit) => {
    const [{ lookCloser }, { loadProviders }, { indexProviders }] = await Promise.all([
      import('#browser/closer-look.ts'),
      import('#data/providers.ts'),
      import('#core/email/provider.ts'),
    ]);
    const role = indexProviders(await loadProviders()).byHost(visit.page.host)?.host.role;
    return lookCloser(tabId, visit, role === 'webmail' || role === 'inbox');
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
