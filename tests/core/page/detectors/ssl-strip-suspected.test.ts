import { describe, expect, it } from 'vitest';
import { type HostFacts, NO_HOST_FACTS } from '#core/network/network-facts.ts';
import { sslStripSuspected } from '#core/page/detectors/ssl-strip-suspected.ts';
import type { Lists } from '#core/page/finding.ts';
import { form, visit } from '../../../builders.ts';

const lists: Lists = {
  providers: {
    byHost: (host) =>
      host === 'mail.listed.org' ? { name: 'Listed', verdict: 'caution', reasons: [] } : undefined,
  },
};

const page = (url: string, networkFacts: Partial<HostFacts> = {}, over = {}) =>
  visit(url, { networkFacts: { ...NO_HOST_FACTS, ...networkFacts }, ...over });

describe('sslStripSuspected', () => {
  it.each([
    ['a page that nothing speaks against', page('http://site.org/')],
    ['an HTTPS page', page('https://mail.listed.org/', { hasHsts: true })],
    ['a small site where nobody answers', page('http://site.org/', { httpsFailure: 'refused' })],
    [
      'nobody who answers, though words are asked for',
      page('http://site.org/', { httpsFailure: 'silent' }, { forms: [form('http://site.org/', 'text')] }),
    ],
    [
      'a site that answered protected, without the page',
      page('http://site.org/', { httpsFailure: 'no-page', hadHttps: true }),
    ],
    ['a site that sends back to its HTTP address', page('http://site.org/', { httpsFailure: 'loop' })],
    [
      'a site that was protected, at another of its HTTP addresses',
      page('http://site.org/', { hadHttps: true }),
    ],
    ['a private address', page('http://192.168.1.1/', { httpsFailure: 'certificate' })],
    ['this machine', page('http://localhost/', { httpsFailure: 'refused' })],
    ['a name below a listed one', page('http://x.mail.listed.org/')],
    ['a listed page that did not come', page('http://mail.listed.org/', {}, { failure: 'refused' })],
  ])('reports nothing for %s', (_, seen) => {
    expect(sslStripSuspected(seen, lists)).toEqual([]);
  });

  it.each([
    ['a site that sent HSTS', page('http://site.org/', { hasHsts: true }), 'hsts', 'high'],
    ['the sign-in of a listed mail service', page('http://mail.listed.org/'), 'listed', 'high'],
    [
      'a site that came protected before',
      page('http://site.org/', { httpsFailure: 'refused', hadHttps: true }),
      'was-protected',
      'medium',
    ],
    ['a refused proof', page('http://site.org/', { httpsFailure: 'certificate' }), 'unproven', 'low'],
    [
      'a refused proof where words are asked for',
      page(
        'http://site.org/',
        { httpsFailure: 'certificate' },
        { forms: [form('http://site.org/', 'text')] },
      ),
      'unproven',
      'medium',
    ],
  ] as const)('finds %s', (_, seen, reason, severity) => {
    expect(sslStripSuspected(seen, lists)).toEqual([
      { code: 'ssl-strip-suspected', severity, facts: { host: seen.page.host, reason } },
    ]);
  });
});
