import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { isWebmailForm } from '../src/page/webmail-form.ts';

/** Injected into a page that asks for a password, when the popup opens. */
export default defineUnlistedScript(() => isWebmailForm());
