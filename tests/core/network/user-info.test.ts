import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userInfoOf } from '#core/network/user-info.ts';
import { urlUserinfo } from '#core/page/detectors/url-userinfo.ts';
import { visit } from '../../builders.ts';

describe('userInfoOf', () => {
  it.each([
    ['https://mail.google.com@evil.example/', { posesAs: 'mail.google.com', hasPassword: false }],
    ['https://mail.google.com%2Fin@evil.example/', { posesAs: 'mail.google.com', hasPassword: false }],
    ['https://www.bank.co.uk:443@evil.example/', { posesAs: 'www.bank.co.uk', hasPassword: true }],
    ['http://anna:secret@files.example/', { posesAs: undefined, hasPassword: true }],
    ['https://anna@files.example/', { posesAs: undefined, hasPassword: false }],
    ['https://first.last@files.example/', { posesAs: undefined, hasPassword: false }],
  ])('%s', (url, expected) => {
    expect(userInfoOf(url)).toEqual(expected);
  });

  it.each([
    'https://files.example/',
    'https://files.example/@anna',
    'https://files.example/?to=anna@mail.example',
    'mailto:anna@mail.example',
    'ftp://anna:secret@files.example/',
    'javascript:alert(1)',
    'data:text/html,a@b',
    '',
  ])('finds nothing in %j', (url) => {
    expect(userInfoOf(url)).toBeUndefined();
  });

  it('accepts any text without throwing, and never returns the password', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 8 }), (name, password) => {
        const url = `https://${encodeURIComponent(name)}:${encodeURIComponent(password)}@files.example/`;
        expect(JSON.stringify(userInfoOf(url) ?? {})).not.toContain(JSON.stringify(password).slice(1, -1));
        userInfoOf(`https://${name}:${password}@files.example/`);
      }),
    );
  });
});

describe('urlUserinfo', () => {
  const at = (url: string) => urlUserinfo(visit(url.replace(/[^/]*@/, ''), { userInfo: userInfoOf(url) }));

  it('is care if the user name looks like another site', () => {
    expect(at('https://mail.google.com@evil.example/')).toEqual([
      {
        code: 'url-userinfo',
        severity: 'medium',
        facts: { host: 'evil.example', posesAs: 'mail.google.com' },
      },
    ]);
  });

  it('is a note for a password', () => {
    expect(at('https://anna:secret@files.example/')).toMatchObject([
      { severity: 'low', facts: { posesAs: undefined } },
    ]);
  });

  it.each(['https://anna@files.example/', 'https://www.files.com@mail.files.com/', 'https://files.example/'])(
    'says nothing of %s',
    (url) => {
      expect(at(url)).toEqual([]);
    },
  );
});
