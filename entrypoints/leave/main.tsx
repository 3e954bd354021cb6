import browser from 'webextension-polyfill';
import { send } from '#browser/send.ts';
import { runLeave } from '#ui/leave/controller.tsx';
import { queryValue, rootElement } from '#ui/wiring.ts';
import '#ui/leave/leave.css';

await runLeave({
  send,
  root: rootElement(),
  browserLanguages: navigator.languages,
  menuLanguage: browser.i18n.getUILanguage(),
  quickToken: queryValue('quick'),
});
