import { describe, expect, it } from 'vitest';
import { NO_HOST_FACTS } from '#core/network/network-facts.ts';
import { insecurePage } from '#core/page/detectors/insecure-page.ts';
import { form, visit } from '../../../builders.ts';

describe('insecurePage', () => {
  it.each([
    ['an HTTPS page', 'https://site.example/'],
    ['an HTTPS page on a private network', 'https://router.lan/'],
    ['a page on this machine', 'http://127.0.0.1:8080/'],
    ['localhost by name', 'http://localhost/'],
    ['a name that Tor protects', 'http://exampleonionname.onion/'],
  ])('reports nothing for %s', (_, url) => {
    expect(insecurePage(visit(url, { forms: [form(url)] }))).toEqual([]);
  });

  it('is a note for a public page without input', () => {
    expect(insecurePage(visit('http://news.site.example/'))).toEqual([
      {
        code: 'insecure-page',
        severity: 'low',
        facts: { host: 'news.site.example', network: 'public', isTried: false },
      },
    ]);
  });

  it('says if its upgrade failed already', () => {
    const page = visit('http://site.org/', { networkFacts: { ...NO_HOST_FACTS, httpsFailure: 'refused' } });
    expect(insecurePage(page)).toMatchObject([{ facts: { isTried: true } }]);
  });

  it('is a note if a form has no text input', () => {
    const page = visit('http://site.example/', { forms: [form('http://site.example/like', 'nothing')] });
    expect(insecurePage(page)).toMatchObject([{ severity: 'low' }]);
  });

  it.each(['text', 'password'] as const)('is care if the page asks for %s', (asks) => {
    const page = visit('http://site.example/', { forms: [form('http://site.example/find', asks)] });
    expect(insecurePage(page)).toMatchObject([{ severity: 'medium' }]);
  });

  it('is care even if only the form’s target is HTTPS: the page itself can be changed', () => {
    const page = visit('http://site.example/', { forms: [form('https://site.example/find', 'text')] });
    expect(insecurePage(page)).toMatchObject([{ severity: 'medium' }]);
  });

  it('does not trust a private address, but keeps it a note', () => {
    const page = visit('http://192.168.1.1/', { forms: [form('http://192.168.1.1/login', 'text')] });
    expect(insecurePage(page)).toMatchObject([{ severity: 'low', facts: { network: 'private' } }]);
  });

  it.each([['http://127.0.0.1.evil.example/'], ['http://notlocalhost.example/'], ['http://onion.example/']])(
    'is not fooled by %s',
    (url) => {
      expect(insecurePage(visit(url))).toHaveLength(1);
    },
  );
});
