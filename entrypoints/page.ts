import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { guardPage } from '../src/page/secret-guard.ts';

export default defineUnlistedScript(guardPage);
