import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { loaded, scan } from '../src/page/page-scan.ts';

/** Injected into every frame on demand; `executeScript` returns the value of the last expression. */
export default defineUnlistedScript(() => ({ ...scan(true), loaded: loaded() }));
