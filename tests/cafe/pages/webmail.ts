/**
 * Sign-in pages of webmail on one's own server: what identifies each is in the program's own templates for Roundcube,
 * SquirrelMail, Horde, Zimbra, SOGo and SnappyMail (RainLoop has the same ids), and in public copies of its sign-in page
 * for OWA, MDaemon and cPanel. Of Kerio Connect only its script and the address it posts to are public.
 */
export const WEBMAIL_FORMS: Readonly<Record<string, string>> = {
  roundcube: `<body class="task-login"><form name="login" method="post" action="./?_task=login">
    <input type="hidden" name="_task" value="login"><input name="_user" id="rcmloginuser">
    <input name="_pass" id="rcmloginpwd" type="password"><button>Login</button></form>`,
  squirrelmail: `<form action="redirect.php" method="post"><input name="login_username">
    <input type="password" name="secretkey"><input type="hidden" name="js_autodetect_results" value="0"></form>`,
  horde: `<form id="horde_login" method="post" action="login.php"><input id="horde_user" name="horde_user">
    <input type="password" id="horde_pass" name="horde_pass"></form>`,
  zimbra: `<form method="post" name="loginForm" action="/"><input type="hidden" name="loginOp" value="login">
    <input id="username" name="username"><input id="password" name="password" type="password"></form>`,
  owa: `<form action="/owa/auth.owa" method="post" name="logonForm"><input type="hidden" name="destination" value="/owa/">
    <input name="username"><input name="password" type="password"></form>`,
  'owa 2007': `<form action="owaauth.dll" method="POST" name="logonForm"><input type="hidden" name="destination">
    <input name="username"><input name="password" type="password"></form>`,
  sogo: `<body class="main" ng-app="SOGo.MainUI"><form name="loginForm"><input ng-model="app.creds.username">
    <input type="password" ng-model="app.creds.password"></form>`,
  snappymail: `<div id="rl-app" data-admin="0"><div id="rl-content"><form class="LoginView"><input name="Email">
    <input type="password" name="Password"></form></div></div>`,
  kerio: `<form action="/webmail/login/dologin" method="post"><input name="kerio_username">
    <input type="password" name="kerio_password"></form>`,
  mdaemon: `<form action="/WorldClient.dll?View=Main" method="post"><input name="User">
    <input type="password" name="Password"></form>`,
  cpanel: `<img src="/cPanel_magic_revision_1/unprotected/cpanel/images/webmail-logo.svg"><form id="login_form" action="/login/" method="post">
    <input name="user"><input type="password" name="pass"></form>`,
};

/** Pages that ask for a password too, and have something in common with the ones above. */
export const OTHER_FORMS: Readonly<Record<string, string>> = {
  plain: '<form action="/login" method="post"><input name="user"><input type="password" name="pass"></form>',
  shop: '<form><input name="username"><input type="password" name="password"><input name="destination"></form>',
  'the firewall of the same maker': `<form action="/internal/dologin.php"><input name="kerio_username">
    <input type="password" name="kerio_password"></form>`,
  'the administration of the same host': `<form id="login_form" action="/login/"><input name="user">
    <input type="password" name="pass"></form>`,
  'a host with a link to its webmail': `<form id="login_form" action="/login/"><input name="user">
    <input type="password" name="pass"></form><img src="/icons/webmail.png">`,
  'a resource library': '<div id="rl-app"><form><input type="password"></form></div>',
  'another app': '<body ng-app="Shop"><form><input type="password" name="_pass"></form>',
  'half of the names': '<form><input name="_user"><input type="password" name="pass"></form>',
  'words about it': '<p>Roundcube, Zimbra, Horde, OWA: sign in to your webmail</p><input type="password">',
};
