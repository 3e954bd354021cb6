import { describe, expect, it } from 'vitest';
import { insecureFormTarget } from '#core/page/detectors/insecure-form-target.ts';
import { form, visit } from '../../../builders.ts';

describe('insecureFormTarget', () => {
  it.each([
    ['no form', []],
    ['a form to the page itself', [form('https://shop.example/login')]],
    ['a form to another protected site', [form('https://pay.example/')]],
    ['a form to this machine', [form('http://127.0.0.1:8080/')]],
    ['a form to a name that Tor protects', [form('http://examplename.onion/')]],
    ['a bare button without protection', [form('http://shop.example/like', 'nothing')]],
  ])('reports nothing for %s', (_, forms) => {
    expect(insecureFormTarget(visit('https://shop.example/', { forms }))).toEqual([]);
  });

  it('leaves HTTP pages to other detectors', () => {
    const page = visit('http://shop.example/', { forms: [form('http://shop.example/login')] });
    expect(insecureFormTarget(page)).toEqual([]);
  });

  it('is a stop for a password, and names the target', () => {
    const page = visit('https://shop.example/', { forms: [form('http://login.other.example/in')] });
    expect(insecureFormTarget(page)).toEqual([
      {
        code: 'insecure-form-target',
        severity: 'high',
        facts: { host: 'shop.example', target: 'login.other.example', asks: 'password' },
      },
    ]);
  });

  it('is care for text', () => {
    const page = visit('https://shop.example/', { forms: [form('http://shop.example/find', 'text')] });
    expect(insecureFormTarget(page)).toMatchObject([{ severity: 'medium', facts: { asks: 'text' } }]);
  });

  it('reports the worst form, whatever the order', () => {
    const forms = [form('http://words.example/', 'text'), form('http://secret.example/')];
    for (const order of [forms, forms.toReversed()]) {
      expect(insecureFormTarget(visit('https://shop.example/', { forms: order }))).toMatchObject([
        { severity: 'high', facts: { target: 'secret.example' } },
      ]);
    }
  });

  it('is not fooled by a name that begins like a loopback address', () => {
    const page = visit('https://shop.example/', { forms: [form('http://127.0.0.1.evil.example/')] });
    expect(insecureFormTarget(page)).toHaveLength(1);
  });
});
