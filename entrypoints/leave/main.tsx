import { send } from '#browser/send.ts';
import { runLeave } from '#ui/leave/controller.tsx';
import { queryValue, rootElement } from '#ui/wiring.ts';
import '#ui/style/page.css';

await runLeave({
  send,
  root: rootElement(),
  browserLanguages: navigator.languages,
  quickToken: queryValue('quick'),
});
