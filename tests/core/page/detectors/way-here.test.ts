import { describe, expect, it } from 'vitest';
import { NO_REDIRECTS, type RedirectChain } from '#core/network/redirect-chain.ts';
import { bounceTracking } from '#core/page/detectors/bounce-tracking.ts';
import { trackingParameters } from '#core/page/detectors/tracking-parameters.ts';
import type { Lists } from '#core/page/finding.ts';
import { signInHosts } from '#data/sign-in-hosts.ts';
import { trackerList } from '#data/trackers.ts';
import { thirdParty, visit } from '../../../builders.ts';

const lists: Lists = {
  signInHosts,
  trackers: trackerList({
    Alpha: { ads: 'alpha.example alpha-shop.example' },
    Talk: { social: 'talk.example' },
    Okta: { counting: 'okta.com' },
  }),
};
const arrived = (redirects: Partial<RedirectChain>, url = 'https://site.example/') =>
  visit(url, { redirects: { ...NO_REDIRECTS, ...redirects } });
const over = (...hosts: string[]) => ({ hops: hosts.map(thirdParty) });

describe('bounceTracking', () => {
  it.each([
    ['a page without a way', visit('https://site.example/')],
    ['a short link of nobody’s', arrived(over('sho.rt.example'))],
    ['a sign-in that a list has as well', arrived(over('group.okta.com'))],
    ['a social network, which the person was at', arrived(over('l.talk.example'))],
    ['a tracker that the person came to', arrived(over('go.alpha.example'), 'https://www.alpha.example/')],
    ['another site of the same company', arrived(over('go.alpha.example'), 'https://alpha-shop.example/')],
    [
      'a tracker that the person came from',
      arrived({ ...over('go.alpha.example'), from: thirdParty('www.alpha.example') }),
    ],
    ['a name that ends alike', arrived(over('notalpha.example'))],
  ])('reports nothing for %s', (_, page) => {
    expect(bounceTracking(page, lists)).toEqual([]);
  });

  it('reports nothing without a list', () => {
    expect(bounceTracking(arrived(over('go.alpha.example')), {})).toEqual([]);
  });

  it('names a tracker in between, once', () => {
    const page = arrived({
      ...over('sho.rt.example', 'go.alpha.example', 'b.alpha.example'),
      from: thirdParty('mail.example'),
    });
    expect(bounceTracking(page, lists)).toEqual([
      {
        code: 'bounce-tracking',
        severity: 'low',
        facts: { names: ['Alpha'], hosts: ['go.alpha.example', 'b.alpha.example'] },
      },
    ]);
  });
});

describe('trackingParameters', () => {
  it('reports nothing for an unchanged link', () => {
    expect(trackingParameters(visit('https://site.example/'))).toEqual([]);
    expect(trackingParameters(arrived(over('go.alpha.example')))).toEqual([]);
  });

  it('names the removed parameters', () => {
    expect(trackingParameters(arrived({ parameters: ['gclid', 'utm_source'] }))).toEqual([
      { code: 'tracking-parameters', severity: 'low', facts: { names: ['gclid', 'utm_source'] } },
    ]);
  });
});
