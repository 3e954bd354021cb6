import { describe, expect, it } from 'vitest';
import { insecurePasswordField } from '#core/page/detectors/insecure-password-field.ts';
import { form, visit } from '../../../builders.ts';

describe('insecurePasswordField', () => {
  it.each([
    ['a page without a form', visit('http://site.example/')],
    [
      'a form that asks for words',
      visit('http://site.example/', { forms: [form('http://site.example/', 'text')] }),
    ],
    ['an HTTPS page', visit('https://site.example/', { forms: [form('https://site.example/')] })],
    ['a page on this machine', visit('http://localhost/', { forms: [form('http://localhost/')] })],
    [
      'a name that Tor protects',
      visit('http://examplename.onion/', { forms: [form('http://examplename.onion/')] }),
    ],
  ])('reports nothing for %s', (_, page) => {
    expect(insecurePasswordField(page)).toEqual([]);
  });

  it('is a stop on an HTTP page', () => {
    const page = visit('http://forum.site.example/', { forms: [form('http://forum.site.example/login')] });
    expect(insecurePasswordField(page)).toEqual([
      { code: 'insecure-password-field', severity: 'high', facts: { host: 'forum.site.example' } },
    ]);
  });

  it('is a stop even with an HTTPS target, which an attacker can change', () => {
    const page = visit('http://site.example/', { forms: [form('https://site.example/login')] });
    expect(insecurePasswordField(page)).toHaveLength(1);
  });

  it('is care on a private network, where portals often have no HTTPS', () => {
    const page = visit('http://10.0.0.1/', { forms: [form('http://10.0.0.1/login')] });
    expect(insecurePasswordField(page)).toMatchObject([{ severity: 'medium' }]);
  });

  it('is not fooled by a name that begins like a private address', () => {
    const page = visit('http://10.0.0.1.evil.example/', { forms: [form('http://10.0.0.1.evil.example/')] });
    expect(insecurePasswordField(page)).toMatchObject([{ severity: 'high' }]);
  });

  it('finds the one form among many', () => {
    const target = 'http://site.example/';
    const page = visit(target, { forms: [form(target, 'nothing'), form(target, 'text'), form(target)] });
    expect(insecurePasswordField(page)).toHaveLength(1);
  });
});
