import { send } from '#browser/send.ts';
import { readOrganisation } from '#contracts/organisation.ts';
import { loadDisposable } from '#data/disposable.ts';
import { loadProviders, loadSourceBook } from '#data/providers.ts';
import { runMail } from '#ui/mail/controller.tsx';
import { hasQuery, rootElement, today } from '#ui/wiring.ts';
import '#ui/mail/mail.css';

await runMail({
  send,
  root: rootElement(),
  browserLanguages: navigator.languages,
  today: today(),
  loadProviders,
  loadSourceBook,
  loadDisposable,
  readOrganisation: async (text, table) => {
    const [{ indexNames }, { nameLists }] = await Promise.all([
      import('#core/page/look-alike.ts'),
      import('#data/names.ts'),
    ]);
    return readOrganisation(text, { table, names: indexNames(nameLists) });
  },
  isForAddresses: hasQuery('from'),
});
