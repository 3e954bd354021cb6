import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { librariesIn } from '#core/page/open-library.ts';
import { libraries } from '#data/libraries.ts';
import { deepScan } from '../src/page/deep-scan.ts';

/** Run in every frame of a tab by the popup; the browser hands back what the last line gives. */
export default defineUnlistedScript(() => deepScan((scripts) => librariesIn(libraries, scripts)));
