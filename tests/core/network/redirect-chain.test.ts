import { describe, expect, it } from 'vitest';
import { NO_REDIRECTS, type RedirectChain, withRedirect } from '#core/network/redirect-chain.ts';

const follow = (isOurs: boolean, ...urls: readonly string[]): RedirectChain =>
  urls
    .slice(1)
    .reduce<RedirectChain>(
      (redirects, url, index) => withRedirect(redirects, urls[index] ?? '', url, isOurs),
      NO_REDIRECTS,
    );

describe('the redirect chain', () => {
  it.each([
    ['to the HTTPS address', 'http://site.example/', 'https://site.example/'],
    ['to another host of the site', 'https://site.example/', 'https://www.site.example/'],
    ['from what is no page', 'about:blank', 'https://site.example/'],
    ['to what is no page', 'https://site.example/', 'data:text/plain,'],
  ])('is empty for %s', (_, from, to) => {
    expect(follow(true, from, to)).toEqual(NO_REDIRECTS);
  });

  it('has each redirecting site in order, but not the destination', () => {
    const redirects = follow(
      false,
      'https://go.first.example/?to=x',
      'https://second.example/a',
      'https://www.second.example/b',
      'https://end.example/',
    );
    expect(redirects.hops).toEqual([
      { host: 'go.first.example', site: 'first.example' },
      { host: 'www.second.example', site: 'second.example' },
    ]);
  });

  it('is bounded', () => {
    const urls = Array.from({ length: 1000 }, (_, index) => `https://h${index}.example/`);
    expect(follow(false, ...urls).hops).toHaveLength(20);
  });

  it('has the names of removed parameters', () => {
    const redirects = follow(
      true,
      'https://site.example/?q=boats&utm_source=letter&fbclid=secret&own=1',
      'https://site.example/?q=boats&own=1',
    );
    expect(redirects).toEqual({ hops: [], parameters: ['utm_source', 'fbclid'] });
    expect(JSON.stringify(redirects)).not.toContain('secret');
  });

  it.each([
    ['a server did it', false, 'https://site.example/?gclid=1', 'https://site.example/'],
    ['the mark is still there', true, 'http://site.example/?gclid=1', 'https://site.example/?gclid=1'],
    ['what went is no mark of the list', true, 'https://site.example/?session=1', 'https://site.example/'],
    ['it went elsewhere', true, 'https://site.example/?gclid=1', 'https://www.site.example/'],
  ])('has no parameters where %s', (_, isOurs, from, to) => {
    expect(follow(isOurs, from, to).parameters).toEqual([]);
  });
});
