import { listShortcuts } from '#browser/commands.ts';
import { BROWSER } from '#browser/kind.ts';
import { send } from '#browser/send.ts';
import { runSettings } from '#ui/settings/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/style/page.css';

await runSettings({
  send,
  browser: BROWSER,
  root: rootElement(),
  browserLanguages: navigator.languages,
  loadOrigins: async () => (await import('#data/origins.ts')).origins,
  listShortcuts,
});
