import { send } from '#browser/send.ts';
import { runCover } from '#ui/cover/controller.tsx';
import { rootElement } from '#ui/wiring.ts';
import '#ui/cover/cover.css';

await runCover({ send, root: rootElement(), browserLanguages: navigator.languages });
