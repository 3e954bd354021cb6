import { send } from '#browser/send.ts';
import { loadProviders, loadSourceBook } from '#data/providers.ts';
import { signOutPlaces } from '#data/sign-out.ts';
import { runMail } from '#ui/mail/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/style/mail.css';

await runMail({
  send,
  root: rootElement(),
  browserLanguages: navigator.languages,
  today: new Date().toISOString().slice(0, 10),
  places: signOutPlaces,
  loadProviders,
  loadSourceBook,
});
