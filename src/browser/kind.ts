/// <reference types="wxt/vite-builder-env" />
import type { BrowserKind } from '#core/session/browser-kind.ts';

/** Known at build time: each browser gets its own package. */
export const BROWSER: BrowserKind = import.meta.env.FIREFOX ? 'firefox' : 'chromium';
