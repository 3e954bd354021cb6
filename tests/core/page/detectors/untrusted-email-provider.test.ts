import { describe, expect, it } from 'vitest';
import { untrustedEmailProvider } from '#core/page/detectors/untrusted-email-provider.ts';
import type { ListedProvider, Lists } from '#core/page/finding.ts';
import { visit } from '../../../builders.ts';

const provider: ListedProvider = {
  name: 'Example Mail',
  verdict: 'avoid',
  reasons: [{ code: 'A2', source: 'https://source.example/', date: '2019-04' }],
};
const lists: Lists = {
  providers: { byHost: (host) => (host === 'mail.listed.example' ? provider : undefined) },
};

describe('untrustedEmailProvider', () => {
  it.each([
    ['a service that is not listed', 'https://mail.other.example/'],
    ['the listed name in front of another', 'https://mail.listed.example.evil.example/'],
    ['a longer name that ends alike', 'https://webmail.listed.example/'],
    ['a name below the listed one', 'https://x.mail.listed.example/'],
    ['the listed name in the path', 'https://evil.example/mail.listed.example'],
    ['the listed name in front of the host', 'https://mail.listed.example@evil.example/'],
  ])('reports nothing for %s', (_, url) => {
    expect(untrustedEmailProvider(visit(url), lists)).toEqual([]);
  });

  it('reports nothing without a list', () => {
    expect(untrustedEmailProvider(visit('https://mail.listed.example/'), {})).toEqual([]);
  });

  it.each([['https://mail.listed.example/in'], ['https://MAIL.listed.example.:443/']])(
    'asks for care at a listed sign-in host, with its reasons: %s',
    (url) => {
      expect(untrustedEmailProvider(visit(url), lists)).toEqual([
        {
          code: 'untrusted-email-provider',
          severity: 'medium',
          facts: {
            host: 'mail.listed.example',
            provider: 'Example Mail',
            verdict: 'avoid',
            reasons: provider.reasons,
          },
        },
      ]);
    },
  );

  it.each([
    ['avoid', false, ['medium']],
    ['avoid', true, ['low']],
    ['caution', false, ['low']],
    ['caution', true, []],
  ] as const)('weighs %s, told before: %s, as %s', (verdict, isTold, severities) => {
    const page = visit('https://mail.listed.example/', { isTold });
    const found = untrustedEmailProvider(page, { providers: { byHost: () => ({ ...provider, verdict }) } });
    expect(found.map(({ severity }) => severity)).toEqual(severities);
  });
});
