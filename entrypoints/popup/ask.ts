import { popupTabId } from '#browser/page/popup-window.ts';
import { send } from '#browser/send.ts';
import { askFirst } from '#ui/popup/ask-first.ts';
import '#ui/popup/popup.css';

// The background scans the page while the rest of the popup loads, which takes about as long.
const first = askFirst(send, popupTabId());
const { openPopup } = await import('./main.tsx');
await openPopup(first);
