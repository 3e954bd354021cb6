import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type TrackerOwners, trackerList } from '#data/trackers.ts';
import { MAX_RULES, type Rule } from '../../scripts/filters/compile.ts';
import { findBlocked, measureAccuracy, readLabels, readRequests } from '../../scripts/filters/labels.ts';
import { createMatcher } from '../../scripts/filters/match.ts';
import { ROOT } from '../../scripts/tools.ts';

const row = (change: object) =>
  JSON.stringify({
    url: 'https://a.example/',
    sourceUrl: 'https://b.example/',
    type: 'image',
    expected: 'clean',
    ...change,
  });

describe('readLabels', () => {
  it.each(['tracker', 'BLOCK', ' Advertising ', true, 1, 'yes'])('accepts %j as a tracker', (expected) => {
    expect(readLabels(row({ expected }))).toMatchObject([{ isTracker: true }]);
  });

  it.each(['clean', 'Allow', 'none', false, 0])('accepts %j as clean', (expected) => {
    expect(readLabels(row({ expected }))).toMatchObject([{ isTracker: false }]);
  });

  it('skips ambiguous rows and empty lines', () => {
    expect(readLabels(`${row({ expected: 'ambiguous' })}\n\n${row({})}\n`)).toHaveLength(1);
  });

  it.each([
    ['a word nobody knows', row({ expected: 'perhaps' }), /line 2: "perhaps"/],
    ['a type nobody knows', row({ type: 'thought' }), /line 2: "thought"/],
    ['no address', row({ url: 'nowhere' }), /line 2: "nowhere"/],
    ['no JSON', '{', /line 2 is not JSON/],
    ['a field that is not there', '{"url":"https://a.example/"}', /line 2 lacks sourceUrl, type, expected/],
  ])('reports the line with %s', (_, line, message) => {
    expect(() => readLabels(`${row({})}\n${line}`)).toThrow(message);
  });

  it.each([{}, { category: null }, { category: '' }])('needs no category: %j', (change) => {
    const rows = ['clean', 'tracker', 'ads'].map((expected) => row({ expected, ...change }));
    expect(readLabels(rows.join('\n')).map(({ category }) => category)).toEqual(['-', '-', 'ads']);
  });

  it('accepts synonyms of types', () => {
    const types = ['xhr', 'subdocument', 'document', 'beacon', 'Script'].map((type) => row({ type }));
    expect(readLabels(types.join('\n')).map(({ type }) => type)).toEqual([
      ...['xmlhttprequest', 'sub_frame', 'main_frame', 'ping', 'script'],
    ]);
  });
});

describe('readRequests', () => {
  const script = {
    url: 'https://a.example/x.js',
    sourceUrl: 'https://b.example/',
    type: 'script',
  };

  it.each([
    ['JSON', JSON.stringify(script)],
    ['JSON with more in it', row({ ...script, category: null })],
    ['a line of a table', 'https://a.example/x.js, https://b.example/, script'],
    ['a line without blanks', 'https://a.example/x.js,https://b.example/,script'],
    ['a line in quotes', '"https://a.example/x.js","https://b.example/","script"\r'],
  ])('parses %s', (_, line) => {
    expect(readRequests(`url, sourceUrl, type\n# why\n\n${line}\n`)).toEqual([script]);
  });

  it('accepts commas in URLs', () => {
    const url = 'https://a.example/x,1?to=https://c.example/,2';
    expect(readRequests(`${url}, https://b.example/a,b, xhr`)).toEqual([
      { url, sourceUrl: 'https://b.example/a,b', type: 'xmlhttprequest' },
    ]);
  });

  it.each([
    ['two fields', 'https://a.example/, script', /line 2 is neither JSON nor/],
    ['a type nobody knows', 'https://a.example/, https://b.example/, thought', /line 2: "thought"/],
    ['no address', 'nowhere, https://b.example/, script', /line 2: "nowhere" is no address/],
    ['half a row', '{"url":"https://a.example/"}', /line 2 lacks sourceUrl, type/],
    ['no JSON', '{', /line 2 is not JSON/],
  ])('reports the line with %s', (_, line, message) => {
    expect(() => readRequests(`${JSON.stringify(script)}\n${line}`)).toThrow(message);
  });
});

describe('findBlocked', () => {
  it('returns blocked requests, each with its rule', () => {
    const rule: Rule = { id: 7, priority: 1, action: { type: 'block' }, condition: {} };
    const leave: Rule = { ...rule, action: { type: 'allow' } };
    const requests = readRequests(
      ['one', 'two', 'three'].map((name) => `https://${name}.example/, https://b.example/, image`).join('\n'),
    );
    const rules: Record<string, Rule> = { 'https://one.example/': rule, 'https://two.example/': leave };
    expect(findBlocked(requests, ({ url }) => rules[url])).toEqual([{ request: requests[0], rule }]);
  });
});

describe('measureAccuracy', () => {
  it('counts hits, misses and false positives', () => {
    const hosts = ['one', 'two', 'three'].map((name) => `${name}.example`);
    const labels = readLabels(
      [
        ...hosts.map((host) => row({ url: `https://${host}/`, expected: 'tracker' })),
        ...['four', 'five'].map((name) => row({ url: `https://${name}.example/` })),
      ].join('\n'),
    );
    const blocked = ['one.example', 'four.example'];
    const { blocking, naming, owned } = measureAccuracy(
      labels,
      ({ url }) =>
        blocked.includes(new URL(url).hostname)
          ? { id: 1, priority: 1, action: { type: 'block' }, condition: {} }
          : undefined,
      (host) => (host === 'two.example' ? { name: 'Two', kind: 'ads' } : undefined),
    );
    expect(blocking).toEqual({ recall: 1 / 3, precision: 1 / 2 });
    expect(naming).toEqual({ recall: 2 / 3, precision: 2 / 3 });
    expect(owned).toBe(1 / 3);
  });
});

describe.each(['chromium', 'firefox'])('the rules for %s', (browser) => {
  const generated = (name: string) =>
    JSON.parse(readFileSync(join(ROOT, 'src/data/generated', name), 'utf8'));
  const rules = generated(`rules-${browser}.json`) as Rule[];
  const { byHost } = trackerList((generated('trackers.json') as { owners: TrackerOwners }).owners);
  const labels = readLabels(readFileSync(join(ROOT, 'tests/scripts/labelled-requests.jsonl'), 'utf8'));
  const matcher = createMatcher(rules);

  it('reach the required accuracy on known requests', () => {
    const { blocking, naming, owned } = measureAccuracy(labels, matcher, byHost);
    expect(blocking.recall).toBeGreaterThanOrEqual(0.88);
    expect(blocking.precision).toBeGreaterThanOrEqual(0.92);
    expect(naming.recall).toBeGreaterThanOrEqual(0.94);
    expect(owned).toBeGreaterThanOrEqual(0.9);
  });

  it('are within the limits, have unique ids, and never block top-level requests', () => {
    expect(rules.length).toBeLessThanOrEqual(MAX_RULES);
    // Firefox merges many filters into one rule.
    expect(rules.length).toBeGreaterThan(browser === 'firefox' ? 100 : 1000);
    // The limit of both browsers.
    expect(rules.filter(({ condition }) => condition.regexFilter).length).toBeLessThanOrEqual(1000);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { condition } of rules) {
      expect(condition.resourceTypes ?? []).not.toContain('main_frame');
      if (condition.excludedResourceTypes) expect(condition.excludedResourceTypes).toContain('main_frame');
    }
  });

  it.each([
    ['a sign-in', 'https://accounts.google.com/gsi/client', 'script'],
    ['a sign-in by a social network', 'https://connect.facebook.net/en_US/sdk.js', 'script'],
    ['a sign-in in a frame', 'https://login.microsoftonline.com/common/oauth2/authorize', 'sub_frame'],
    [
      'a sign-in by Apple',
      'https://appleid.cdn-apple.com/appleauth/static/jsapi/appleid/1/en_US/appleid.auth.js',
      'script',
    ],
    ['a payment', 'https://js.stripe.com/v3/', 'script'],
    ['a payment in a frame', 'https://www.paypal.com/smart/button?x=1', 'sub_frame'],
    ['a payment by wallet', 'https://pay.google.com/gp/p/js/pay.js', 'script'],
    ['a check for people', 'https://challenges.cloudflare.com/turnstile/v0/api.js', 'script'],
    ['another check for people', 'https://js.hcaptcha.com/1/api.js', 'script'],
    ['Google’s check for people', 'https://www.google.com/recaptcha/api.js', 'script'],
    ['its second file', 'https://www.gstatic.com/recaptcha/releases/x/recaptcha__en.js', 'script'],
    ['a web mail', 'https://mail.google.com/mail/u/0/?ui=2', 'xmlhttprequest'],
    ['fonts', 'https://fonts.gstatic.com/s/roboto/v1/x.woff2', 'font'],
    ['a library', 'https://cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.min.js', 'script'],
    ['a map', 'https://maps.googleapis.com/maps/api/js', 'script'],
    ['a film', 'https://www.youtube-nocookie.com/embed/x', 'sub_frame'],
  ] as const)('allow %s', (_, url, type) => {
    expect(matcher({ url, sourceUrl: 'https://shop.example/', type })?.action.type).not.toBe('block');
  });
});
