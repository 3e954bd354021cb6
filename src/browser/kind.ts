/// <reference types="wxt/vite-builder-env" />
import type { BrowserKind } from '#core/session/browser-kind.ts';

/** Known when the extension is built: each browser gets a package of its own. */
export const BROWSER: BrowserKind = import.meta.env.FIREFOX ? 'firefox' : 'chromium';
