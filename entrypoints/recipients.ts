import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { recipients } from '../src/page/recipients.ts';

/** Injected into the frames of a tab when the person asks who a letter goes to. */
export default defineUnlistedScript(() => recipients());
