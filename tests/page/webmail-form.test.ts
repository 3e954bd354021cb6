import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { isWebmailForm } from '../../src/page/webmail-form.ts';
import { OTHER_FORMS, WEBMAIL_FORMS } from '../cafe/pages/webmail.ts';

function isFoundIn(markup: string): boolean {
  const whole = markup.startsWith('<body') ? markup : `<body>${markup}</body>`;
  Object.assign(globalThis, { document: parseHTML(`<html>${whole}</html>`).document });
  return isWebmailForm();
}

describe('a sign-in page of webmail', () => {
  it.each(Object.entries(WEBMAIL_FORMS))('is recognized: %s', (_, markup) => {
    expect(isFoundIn(markup)).toBe(true);
  });

  it.each(Object.entries(OTHER_FORMS))('is not %s', (_, markup) => {
    expect(isFoundIn(markup)).toBe(false);
  });

  /** What tells each program from others; where one of these is spelled otherwise, it is somebody else's page. */
  const MARKS: Readonly<Record<string, readonly string[]>> = {
    roundcube: ['_task', 'value="login"', 'name="_user"', 'name="_pass"'],
    squirrelmail: ['login_username', 'secretkey'],
    horde: ['id="horde_user"', 'id="horde_pass"'],
    zimbra: ['loginOp', 'type="password"'],
    owa: ['/owa/auth.owa', 'type="password"'],
    'owa 2007': ['owaauth.dll', 'type="password"'],
    sogo: ['"SOGo', 'type="password"'],
    snappymail: ['rl-app', 'rl-content', 'type="password"'],
    kerio: ['/webmail/', 'kerio_username'],
    mdaemon: ['WorldClient.dll', 'type="password"'],
    cpanel: ['login_form', 'name="user"', 'name="pass"', '/unprotected/', '/webmail-logo.svg'],
  };
  const NEAR = Object.entries(MARKS).flatMap(([program, marks]) => marks.map((mark) => ({ program, mark })));

  it('has marks for each program', () => {
    expect(Object.keys(MARKS).sort()).toEqual(Object.keys(WEBMAIL_FORMS).sort());
  });

  it('is none of 500 in which one letter of one mark is another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NEAR), fc.nat(), ({ program, mark }, at) => {
        const markup = WEBMAIL_FORMS[program] ?? '';
        const letters = [...mark.matchAll(/[a-z]/gi)].map(({ index }) => index);
        // In a value, such as `password` of `type="password"`, and not in the attribute's name.
        const inValue = letters.filter((index) => index > mark.indexOf('="'));
        const index = inValue[at % inValue.length] ?? 0;
        const near = `${mark.slice(0, index)}q${mark.slice(index + 1)}`;
        expect(markup).toContain(mark);
        expect(isFoundIn(markup.replaceAll(mark, near)), near).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is none of 500 forms with usual names', () => {
    const name = fc.constantFrom('user', 'username', 'email', 'login', 'pass', 'password', '_user', 'User');
    const action = fc.constantFrom('/login', '/webmail', '/auth', '/owa/', '/session', 'redirect.php', '/');
    const id = fc.constantFrom('login_form', 'loginForm', 'horde', 'rl', 'form', 'rcm');
    fc.assert(
      fc.property(fc.array(name, { maxLength: 4 }), action, id, (names, target, form) => {
        const fields = names.map((each) => `<input name="${each}">`).join('');
        const markup = `<form id="${form}" action="${target}">${fields}<input type="password" name="password"></form>`;
        expect(isFoundIn(markup)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
