import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workAccountAt } from '#core/mail/mail-account.ts';

const isForEverybody = (domain: string) => domain === 'gmail.com';
const at = (url: string) => workAccountAt(url, isForEverybody);

describe('an account of work or school', () => {
  it.each([
    ['https://accounts.google.com/signin/v2?hd=school.ac.uk', 'school.ac.uk'],
    ['https://accounts.google.com/signin?hd=SCHOOL.ac.uk&flow=1', 'school.ac.uk'],
    ['https://mail.google.com/a/paper.org/', 'paper.org'],
    ['https://mail.google.com/a/paper.org', 'paper.org'],
    ['https://login.microsoftonline.com/ngo.onmicrosoft.com/oauth2/v2.0/authorize', 'ngo.onmicrosoft.com'],
    ['https://login.microsoftonline.com/ngo.org/oauth2/authorize?login_hint=sam@school.org', 'school.org'],
    ['https://login.microsoftonline.com/common/oauth2/authorize?domain_hint=ngo.org', 'ngo.org'],
    ['https://login.microsoftonline.com/?whr=ngo.org', 'ngo.org'],
    ['https://login.microsoftonline.com/?login_hint=sam%40ngo.org', 'ngo.org'],
    ['https://login.microsoftonline.com/?domain_hint=organizations&login_hint=sam@ngo.org', 'ngo.org'],
  ])('is named by its sign-in page: %s', (url, organisation) => {
    expect(at(url)).toEqual({ kind: 'work', organisation });
  });

  it.each([
    ['no hint', 'https://mail.google.com/mail/u/0/'],
    ['a tenant that is no name', 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize'],
    ['a file in the place of a tenant', 'https://login.microsoftonline.com/login.srf?wa=wsignin1.0'],
    ['a box of everybody', 'https://accounts.google.com/?login_hint=sam@gmail.com'],
    ['a hint that is no name', 'https://login.microsoftonline.com/?domain_hint=consumers'],
    ['a hint for the page alone', 'https://login.microsoftonline.com/#?whr=ngo.org'],
    ['a hint with markup', 'https://login.microsoftonline.com/?domain_hint=<b>ngo.org'],
    ['an address of this network', 'https://login.microsoftonline.com/?whr=192.168.1.1'],
    ['a name of this network', 'https://login.microsoftonline.com/?whr=printer.local'],
  ])('has no name with %s', (_, url) => {
    expect(at(url)).toEqual({ kind: 'work', organisation: undefined });
  });

  it.each([
    'https://login.live.com/?whr=ngo.org',
    'https://accounts.google.com.evil.example/?hd=ngo.org',
    'https://xaccounts.google.com/?hd=ngo.org',
    'http://accounts.google.com/?hd=ngo.org',
    'https://www.google.com/?hd=ngo.org',
    'about:blank',
  ])('is not meant at %s', (url) => {
    expect(at(url)).toBeUndefined();
  });

  it('is only ever named by a plain host name', () => {
    fc.assert(
      fc.property(fc.string(), (hint) => {
        const found = at(`https://login.microsoftonline.com/?whr=${encodeURIComponent(hint)}`);
        const name = found?.kind === 'work' ? found.organisation : undefined;
        expect(name ?? 'a.b').toMatch(/^[a-z0-9.-]+$/);
      }),
    );
  });
});
