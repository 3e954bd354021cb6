/**
 * Marks of the sign-in pages of programs that offer webmail on one's own server: names and ids from their documented
 * markup. All selectors of one program must match.
 */
const PROGRAMS: readonly (readonly string[])[] = [
  // Roundcube
  ['input[name="_task"][value="login"]', 'input[name="_user"]', 'input[name="_pass"]'],
  // SquirrelMail
  ['input[name="login_username"]', 'input[name="secretkey"]'],
  // Horde
  ['#horde_user', '#horde_pass'],
  // Zimbra
  ['input[name="loginOp"]', 'input[type="password"]'],
  // Outlook on the web (OWA) of an Exchange server; until Exchange 2007 `owaauth.dll`
  ['form[action$="/owa/auth.owa" i],form[action$="owaauth.dll" i]', 'input[type="password"]'],
  // SOGo
  ['[ng-app^="SOGo"]', 'input[type="password"]'],
  // RainLoop and SnappyMail
  ['#rl-app', '#rl-content', 'input[type="password"]'],
  // Kerio Connect; the names of the fields are also those of Kerio's firewall, which has no mail
  ['form[action*="/webmail/"]', 'input[name="kerio_username"]'],
  // MDaemon
  ['form[action*="WorldClient.dll" i]', 'input[type="password"]'],
  // cPanel's webmail; its administration has the same form with another logo
  [
    ...['#login_form input[name="user"]', '#login_form input[name="pass"]'],
    'img[src*="/unprotected/"][src$="/webmail-logo.svg"]',
  ],
];

/** Whether this document is the sign-in page of such a program. */
export function isWebmailForm(): boolean {
  return PROGRAMS.some((marks) => marks.every((mark) => document.querySelector(mark) !== null));
}
