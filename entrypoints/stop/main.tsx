import { send } from '#browser/send.ts';
import { runInterstitial } from '#ui/interstitial/controller.tsx';
import { isReturn, leaveWhenKept } from '#ui/interstitial/page-history.ts';
import { rootElement } from '#ui/wiring.ts';
import '#ui/interstitial/interstitial.css';

leaveWhenKept();

await runInterstitial({
  send,
  root: rootElement(),
  browserLanguages: navigator.languages,
  replace: (address) => location.replace(address),
  isReturn: isReturn(),
  goBack: () => history.back(),
});
