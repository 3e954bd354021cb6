import { send } from '#browser/send.ts';
import { runInterstitial } from '#ui/interstitial/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/interstitial/interstitial.css';

// What the browser kept of this page was answered, or left behind.
addEventListener('pageshow', ({ persisted }) => persisted && history.back());

await runInterstitial({
  send,
  root: rootElement(),
  browserLanguages: navigator.languages,
  replace: (address) => location.replace(address),
  isReturn: performance
    .getEntriesByType('navigation')
    .some((entry) => (entry as PerformanceNavigationTiming).type === 'back_forward'),
  goBack: () => history.back(),
});
