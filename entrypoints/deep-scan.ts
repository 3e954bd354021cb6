import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { librariesIn } from '#core/page/open-library.ts';
import { libraries } from '#data/libraries.ts';
import { deepScan } from '../src/page/deep-scan.ts';

/** Injected into every frame by the popup; `executeScript` returns the value of the last expression. */
export default defineUnlistedScript(() => deepScan((scripts) => librariesIn(libraries, scripts)));
