import { send } from '#browser/send.ts';
import { runStop } from '#ui/stop/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/style/stop.css';

await runStop({ send, root: rootElement(), browserLanguages: navigator.languages });
