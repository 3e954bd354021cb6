import { describe, expect, it } from 'vitest';
import { insecureSensitiveForm } from '#core/page/detectors/insecure-sensitive-form.ts';
import { form, visit } from '../../../builders.ts';

const SHOP = 'http://shop.example/';

describe('insecureSensitiveForm', () => {
  it.each([
    ['card', 'high'],
    ['id', 'high'],
    ['phone', 'medium'],
  ] as const)('reports a field for a %s number on an HTTP page', (asks, severity) => {
    expect(insecureSensitiveForm(visit(SHOP, { forms: [form(SHOP, asks)] }))).toEqual([
      { code: 'insecure-sensitive-form', severity, facts: { host: 'shop.example', asks } },
    ]);
  });

  it('names the worst of several', () => {
    const forms = [form(SHOP, 'phone'), form(SHOP, 'card'), form(SHOP, 'id')];
    expect(insecureSensitiveForm(visit(SHOP, { forms }))).toMatchObject([{ facts: { asks: 'card' } }]);
  });

  it('is no stop at a private address', () => {
    const router = 'http://192.168.1.1/';
    expect(insecureSensitiveForm(visit(router, { forms: [form(router, 'card')] }))).toMatchObject([
      { severity: 'medium' },
    ]);
  });

  it.each([
    ['an HTTPS page', visit('https://shop.example/', { forms: [form('https://shop.example/', 'card')] })],
    ['a page on this machine', visit('http://localhost/', { forms: [form('http://localhost/', 'card')] })],
    ['a password, which has a finding of its own', visit(SHOP, { forms: [form(SHOP, 'password')] })],
    ['words to search for', visit(SHOP, { forms: [form(SHOP, 'text')] })],
    ['a bare button', visit(SHOP, { forms: [form(SHOP, 'nothing')] })],
  ])('reports nothing for %s', (_, page) => {
    expect(insecureSensitiveForm(page)).toEqual([]);
  });
});
