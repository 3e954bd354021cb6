import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { signal } from '../src/page/signal.ts';

export default defineUnlistedScript(signal);
