import { describe, expect, it } from 'vitest';
import {
  choose,
  chromiumRules,
  type Free,
  firefoxRules,
  PRIORITY,
  type ReadLists,
  readLists,
} from '../../scripts/filters/compile.ts';
import { onlyAdvertising } from '../../scripts/filters/lists.ts';
import { createMatcher, type MatchedRequest } from '../../scripts/filters/match.ts';
import { parseFilter } from '../../scripts/filters/parse.ts';

const PAGE = 'https://news.example/today';

const FREE: Free = {
  essential: ['pay.example', 'sign.example/in/'],
  works: ['form.example', 'map.example/maps/'],
  owners: [['news.example', 'newscdn.example', 'newsads.example']],
};

function rulesOf(...lines: string[]) {
  const read: ReadLists = readLists([{ text: lines.join('\n'), kind: 'tracking' }]);
  const { filters } = choose(read, () => true, 100);
  return { chromium: chromiumRules(filters, FREE), firefox: firefoxRules(filters, FREE) };
}

function outcome(lines: readonly string[], url: string, more: Partial<MatchedRequest> = {}) {
  const request: MatchedRequest = { url, sourceUrl: PAGE, type: 'script', ...more };
  const { chromium, firefox } = rulesOf(...lines);
  const [inChromium, inFirefox] = [chromium, firefox].map(
    (rules) => createMatcher(rules)(request)?.action.type,
  );
  expect(inFirefox, 'both browsers alike').toBe(inChromium);
  return inChromium;
}

describe('a filter', () => {
  it.each([
    ['||tracker.example^', 'https://tracker.example/a.js'],
    ['||tracker.example^', 'https://cdn.tracker.example:8443/'],
    ['||tracker.example/count/', 'https://tracker.example/count/?a'],
    ['||shop.example/*/pixel.gif?', 'https://shop.example/x/y/PIXEL.gif?1'],
    ['/telemetry/send^$script', 'https://any.example/telemetry/send?x'],
    ['||tracker.example^$third-party', 'https://tracker.example/a'],
  ])('%s blocks %s', (line, url) => {
    expect(outcome([line], url)).toBe('block');
  });

  it.each([
    ['||tracker.example^', 'https://nottracker.example/a.js'],
    ['||tracker.example^', 'https://tracker.example.net/a.js'],
    ['||tracker.example^', 'https://other.example/?u=https://tracker.example/'],
    ['||tracker.example/count/', 'https://tracker.example/account'],
    ['||shop.example/*/pixel.gif?', 'https://shop.example/x/pixel.gif'],
    ['/telemetry/send^$script', 'https://any.example/telemetry/sender'],
    ['||news.example^$third-party', 'https://cdn.news.example/a'],
    ['||tracker.example^$domain=other.example', 'https://tracker.example/a'],
    ['||tracker.example^$domain=~news.example', 'https://tracker.example/a'],
    ['||tracker.example^$image', 'https://tracker.example/a.js'],
    ['||tracker.example^$~script', 'https://tracker.example/a.js'],
  ])('%s allows %s', (line, url) => {
    expect(outcome([line], url)).toBeUndefined();
  });

  it('for some pages only is a separate rule in Chromium, where rules are cheap', () => {
    const { chromium, firefox } = rulesOf('||tracker.example^$domain=news.example');
    const request = { url: 'https://tracker.example/a', sourceUrl: PAGE, type: 'script' } as const;
    expect(createMatcher(chromium)(request)?.action.type).toBe('block');
    expect(createMatcher(chromium)({ ...request, sourceUrl: 'https://b.example/' })).toBeUndefined();
    expect(createMatcher(firefox)(request)).toBeUndefined();
  });

  it('never blocks a top-level request', () => {
    for (const line of ['||tracker.example^', '||tracker.example/a', '||tracker.example^$all']) {
      expect(outcome([line], 'https://tracker.example/a', { type: 'main_frame' })).toBeUndefined();
    }
  });

  it('is case-sensitive only if it says so', () => {
    expect(outcome(['||tracker.example/A$match-case'], 'https://tracker.example/A')).toBe('block');
    expect(outcome(['||tracker.example/A$match-case'], 'https://tracker.example/a')).toBeUndefined();
  });
});

describe('an exception', () => {
  it.each([
    ['||tracker.example^', '@@||tracker.example/player.js', 'https://tracker.example/player.js', 'allow'],
    ['||tracker.example^', '@@||tracker.example/player.js', 'https://tracker.example/count.js', 'block'],
    ['||tracker.example^', '@@||tracker.example^$domain=news.example', 'https://tracker.example/a', 'allow'],
    ['||tracker.example^', '@@||tracker.example^$domain=other.example', 'https://tracker.example/a', 'block'],
    ['||tracker.example^', '@@||news.example^$document', 'https://tracker.example/a', 'allow'],
    ['||tracker.example^', '@@||other.example^$document', 'https://tracker.example/a', 'block'],
    [
      '||tracker.example^$important',
      '@@||tracker.example/player.js',
      'https://tracker.example/player.js',
      'block',
    ],
  ])('%s with %s: %s → %s', (block, exception, url, expected) => {
    expect(outcome([block, exception], url)).toBe(expected);
  });

  it('for some pages is merged into one rule in Firefox, which evaluates every rule', () => {
    const hosts = Array.from({ length: 20 }, (_, index) => `tracker${index}.example`);
    const { firefox } = rulesOf(
      ...hosts.flatMap((host) => [`||${host}^`, `@@||${host}/a$domain=news.example`]),
      '@@||tracker0.example/b$domain=other.example',
    );
    expect(
      firefox.filter(({ action, condition }) => action.type === 'allow' && condition.initiatorDomains).length,
    ).toBe(3);
    const match = createMatcher(firefox);
    const asked = { url: 'https://tracker19.example/a', type: 'script' } as const;
    expect(match({ ...asked, sourceUrl: PAGE })?.action.type).toBe('allow');
    expect(match({ ...asked, sourceUrl: 'https://third.example/' })?.action.type).toBe('block');
  });

  it('for what must keep working takes precedence over all others', () => {
    expect(outcome(['||pay.example^$important'], 'https://js.pay.example/v3')).toBe('allow');
    expect(outcome(['||sign.example^$important'], 'https://sign.example/in/a')).toBe('allow');
    expect(outcome(['||sign.example^$important'], 'https://sign.example/out')).toBe('block');
  });
});

describe('what people need', () => {
  it.each([
    ['||form.example^', 'https://form.example/embed.js', 'allow'],
    ['||form.example^$third-party', 'https://cdn.form.example/embed.js', 'allow'],
    ['/telemetry/$script', 'https://form.example/telemetry/a.js', 'allow'],
    ['||form.example/count/', 'https://form.example/count/?a', 'block'],
    ['||count.form.example^', 'https://count.form.example/a', 'block'],
    ['||form.example^$important', 'https://form.example/embed.js', 'block'],
    ['||map.example^', 'https://map.example/maps/a.js', 'allow'],
    ['||map.example^', 'https://map.example/count.js', 'block'],
  ])('with %s: %s → %s', (line, url, expected) => {
    expect(outcome([line], url)).toBe(expected);
  });

  it('must be a host or URL prefix', () => {
    const free = { ...FREE, works: ['a'] };
    expect(() => chromiumRules([], free)).toThrow('"a"');
  });
});

describe('the sites of one owner', () => {
  const from = (sourceUrl: string) => ({ sourceUrl });

  it.each([
    ['||newscdn.example/a.js$third-party', 'https://newscdn.example/a.js', 'https://news.example/'],
    ['||news.example/a.js$third-party', 'https://news.example/a.js', 'https://www.newscdn.example/'],
  ])('are first parties to each other: %s', (line, url, page) => {
    expect(outcome([line], url, from(page))).toBe('allow');
    expect(outcome([line], url, from('https://other.example/'))).toBe('block');
  });

  it.each([
    ['what is stopped on all sites', '||newscdn.example/count/', 'https://newscdn.example/count/'],
    ['a host that only watches', '||newsads.example^$third-party', 'https://newsads.example/a.js'],
    [
      'a host that only watches, below one',
      '||ads.newscdn.example^$third-party',
      'https://ads.newscdn.example/a',
    ],
  ])('do not unblock %s', (_, line, url) => {
    expect(outcome([line, '||newscdn.example/a.js$third-party'], url, from('https://news.example/'))).toBe(
      'block',
    );
  });

  it('need no rule if no filter affects them', () => {
    const { chromium } = rulesOf('||tracker.example/a.js$third-party');
    expect(chromium.filter(({ priority }) => priority === PRIORITY.sameOwner)).toEqual([]);
  });
});

describe('onlyAdvertising', () => {
  const { filters } = readLists([
    {
      text: [
        '||one.example^',
        '||two.example^$third-party',
        '||shop.example/ads/',
        '@@||mail.example/x',
      ].join('\n'),
      kind: 'ads',
    },
  ]);

  it.each([
    [
      'most of a company is stopped whole',
      ['one.example', 'two.example', 'three.example'],
      ['three.example'],
    ],
    ['half of it is', ['one.example', 'three.example'], ['three.example']],
    ['little of it is', ['one.example', 'three.example', 'four.example'], []],
    ['nothing is known', ['three.example'], []],
    ['all of it is stopped already', ['one.example', 'two.example'], []],
    ['one domain is stopped in part', ['one.example', 'two.example', 'three.example', 'shop.example'], []],
    ['a list lets one through', ['one.example', 'two.example', 'mail.example'], []],
  ])('where %s: %j → %j', (_, domains, expected) => {
    expect(onlyAdvertising([domains], filters)).toEqual(expected);
  });
});

describe('filters left out', () => {
  it.each([
    ['site.example##.advert', 'page-element'],
    ['site.example#@#.advert', 'page-element'],
    ["site.example#%#//scriptlet('x')", 'page-element'],
    ['[$path=/news]site.example##.advert', 'page-element'],
    ['||tracker.example^$popup', 'whole-page'],
    ['||tracker.example^$document', 'whole-page'],
    ['/ads[0-9]+\\.js/', 'regular-expression'],
    ['||tracker.example/a.js$redirect=noopjs,domain=site.example', 'stand-in'],
    ['$removeparam=utm_source', 'other-action'],
    ['||tracker.example^$cookie', 'other-action'],
    ['||tracker.example^$domain=site.*', 'domain-pattern'],
    ['ad', 'too-wide'],
    ['||wätcher.example^', 'not-ascii'],
    ['||tracker.example^$future-option', 'unknown-option'],
  ])('%s: %s', (line, why) => {
    expect(parseFilter(line)).toEqual({ leftOut: why });
  });

  it.each(['', '! a comment', '!#if x', '[Adblock Plus 2.0]'])('"%s" is ignored', (line) => {
    expect(parseFilter(line)).toBeUndefined();
  });

  it('withdrawn and covered filters, and exceptions to nothing', () => {
    const read = readLists([
      {
        text: [
          ...['||gone.example^$third-party', '||gone.example^$third-party,badfilter'],
          ...['||tracker.example^', '||cdn.tracker.example/a.js', '@@||nobody.example/x'],
        ].join('\n'),
        kind: 'ads',
      },
    ]);
    const chosen = choose(read, () => true, 100);
    expect(chosen.filters.map(({ line }) => line)).toEqual(['||tracker.example^']);
    expect([...read.unused, ...chosen.unused]).toEqual([
      { line: '||gone.example^$third-party', why: 'withdrawn' },
      { line: '||gone.example^$third-party,badfilter', why: 'withdrawn' },
      { line: '||cdn.tracker.example/a.js', why: 'covered' },
      { line: '@@||nobody.example/x', why: 'undoes-nothing' },
    ]);
  });

  it('single-site filters beyond the limit', () => {
    const read = readLists([{ text: '||one.example/count\n||two.example/count', kind: 'tracking' }]);
    const chosen = choose(read, () => false, 1);
    expect(chosen.filters.map(({ line }) => line)).toEqual(['||one.example/count']);
    expect(chosen.unused).toEqual([{ line: '||two.example/count', why: 'over-the-limit' }]);
  });
});
