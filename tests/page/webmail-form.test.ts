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
