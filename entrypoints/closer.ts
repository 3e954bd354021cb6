import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { closer } from '../src/page/closer.ts';

/** Run in every frame of a tab by the popup; the browser hands back what the last line gives. */
export default defineUnlistedScript(() => closer());
