import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { loaded, scan } from '../src/page/page-scan.ts';

/** Run in every frame of a tab when somebody asks; the browser hands back what the last line gives. */
export default defineUnlistedScript(() => ({ ...scan(true), loaded: loaded() }));
