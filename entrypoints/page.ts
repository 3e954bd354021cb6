import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { watchPage } from '../src/page/secret-guard.ts';

export default defineUnlistedScript(watchPage);
