import { BROWSER } from '#browser/kind.ts';
import { closePopup } from '#browser/page/popup-window.ts';
import { send } from '#browser/send.ts';
import { tabs } from '#browser/tabs.ts';
import { recognizers } from '#data/recognizers.ts';
import { recorders } from '#data/recorders.ts';
import { signInHosts } from '#data/sign-in-hosts.ts';
import { loadTrackers } from '#data/trackers.ts';
import { warnedProviders } from '#data/warned-providers.ts';
import type { PendingAnswer } from '#ui/popup/ask-first.ts';
import { runPopup } from '#ui/popup/controller.tsx';
import { rootElement, today } from '#ui/wiring.ts';

/** Loaded in parallel with the page. */
const lists = loadTrackers().then((trackers) => ({
  providers: warnedProviders,
  trackers,
  recorders,
  recognizers,
  signInHosts,
}));

export const openPopup = (first: PendingAnswer) =>
  runPopup({
    first,
    send,
    browser: BROWSER,
    root: rootElement(),
    loadLists: () => lists,
    runDeepScan: async (tabId, visit) => {
      const [{ runDeepScan }, { libraries }, { loadProviders }] = await Promise.all([
        import('#browser/page/deep-scan.ts'),
        import('#data/libraries.ts'),
        import('#data/providers.ts'),
      ]);
      return runDeepScan(tabId, visit, await loadProviders(), libraries);
    },
    findService: async (visit) => {
      const [{ lookForService }, { loadProviders }] = await Promise.all([
        import('#ui/popup/service-look.ts'),
        import('#data/providers.ts'),
      ]);
      return lookForService(visit, {
        loadProviders,
        loadOrganisation: async () => (await send('mail/organisation', {})).list,
        today: today(),
      });
    },
    findMailAccount: async (tabId, visit, isService) => {
      const [{ lookForAccount }, { loadProviders }, { isWebmailForm }, tab] = await Promise.all([
        import('#ui/popup/service-look.ts'),
        import('#data/providers.ts'),
        import('#browser/page/page-scan.ts'),
        tabs.get(tabId),
      ]);
      return lookForAccount(visit, isService, {
        loadProviders,
        tab,
        isWebmailForm: () => isWebmailForm(tabId),
      });
    },
    leavePage: tabs.back,
    goTo: tabs.navigate,
    browserLanguages: navigator.languages,
    closePopup,
  });
