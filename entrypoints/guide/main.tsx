import { BROWSER } from '#browser/kind.ts';
import { send } from '#browser/send.ts';
import { runGuide } from '#ui/guide/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/style/page.css';

await runGuide({ send, browser: BROWSER, root: rootElement(), browserLanguages: navigator.languages });
