import { BROWSER } from '#browser/kind.ts';
import { send } from '#browser/send.ts';
import { activeTabId } from '#browser/tabs.ts';
import { guardedNames } from '#core/email/organisation.ts';
import { indexNames, withNames } from '#core/look-alike.ts';
import { runPopup } from '#ui/popup/controller.tsx';
import { lookForService } from '#ui/popup/service-look.ts';
import { rootElement } from '#ui/wiring.ts';
import '#ui/style/popup.css';

/** `popup.html?tab=7` in a tab of its own shows tab 7. */
const wanted = new URLSearchParams(location.search).get('tab');

const organisation = send('mail/organisation', {}).catch(() => ({ list: undefined }));

/** Begins to load with the page, not when it is needed. */
const lists = Promise.all([
  organisation,
  import('#data/warned-providers.ts'),
  import('#data/names.ts'),
  import('#data/trackers.ts'),
  import('#data/recorders.ts'),
]).then(async ([{ list }, { warnedProviders }, { nameLists }, { loadTrackers }, { recorders }]) => ({
  providers: warnedProviders,
  names: indexNames(withNames(nameLists, guardedNames(list))),
  trackers: await loadTrackers(),
  recorders,
}));

await runPopup({
  send,
  browser: BROWSER,
  root: rootElement(),
  findTab: async () => (wanted === null ? activeTabId() : Number(wanted)),
  loadLists: () => lists,
  findService: async (visit) => {
    const { loadProviders, loadSourceBook } = await import('#data/providers.ts');
    return lookForService(visit, {
      loadProviders,
      loadOrganisation: async () => (await organisation).list,
      loadSources: async () => (await loadSourceBook()).sources,
      today: new Date().toISOString().slice(0, 10),
    });
  },
  browserLanguages: navigator.languages,
  closePopup: () => {
    if (wanted === null) window.close();
  },
});
