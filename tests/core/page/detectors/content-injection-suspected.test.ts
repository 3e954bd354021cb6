import { describe, expect, it } from 'vitest';
import { contentInjectionSuspected } from '#core/page/detectors/content-injection-suspected.ts';
import { address, visit } from '../../../builders.ts';

const NEWS = 'http://news.example/';
const withParts = (page: string, ...urls: readonly string[]) => visit(page, { parts: urls.map(address) });

describe('contentInjectionSuspected', () => {
  it.each(['http://192.168.1.1/', 'http://10.0.0.1/', 'http://login.cafe.lan/', 'http://router/'])(
    'finds a part of a far page that comes from here (%s)',
    (part) => {
      const found = contentInjectionSuspected(withParts(NEWS, 'http://cdn.news.example/', part));
      expect(found).toEqual([
        {
          code: 'content-injection-suspected',
          severity: 'medium',
          facts: { host: 'news.example', source: address(part).host },
        },
      ]);
    },
  );

  it.each([
    ['parts from elsewhere on the internet', withParts(NEWS, 'http://ads.example/', 'https://cdn.example/')],
    ['a name that begins like a private address', withParts(NEWS, 'http://192.168.1.1.cdn.example/')],
    ['a program on this very machine', withParts(NEWS, 'http://127.0.0.1:8080/')],
    ['a page that is itself from here', withParts('http://192.168.1.1/', 'http://10.0.0.1/')],
    ['an HTTPS page', withParts('https://news.example/', 'http://192.168.1.1/')],
    ['no parts', withParts(NEWS)],
  ])('reports nothing for %s', (_, page) => {
    expect(contentInjectionSuspected(page)).toEqual([]);
  });
});
