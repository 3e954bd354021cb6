import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BROWSER_NAMES } from '../../scripts/browsers.ts';
import type { Rule } from '../../scripts/filters/compile.ts';
import { findBlocked, readRequests } from '../../scripts/filters/labels.ts';
import { createMatcher, type MatchedRequest } from '../../scripts/filters/match.ts';
import { ROOT } from '../../scripts/tools.ts';

const here = (name: string) => readRequests(readFileSync(join(ROOT, 'tests/scripts', name), 'utf8'));

type Row = readonly [url: string, sourceUrl: string, type: MatchedRequest['type']];

/** What a page needs, and a similar request next to it that it does not need. */
const PAIRS: readonly (readonly [what: string, comes: Row, stopped: Row])[] = [
  [
    'the scripts of the page’s own owner',
    ['https://s.yimg.com/nq/nr/js/app.js', 'https://mail.yahoo.com/', 'script'],
    ['https://sp.analytics.yahoo.com/sp.pl', 'https://shop.example/', 'image'],
  ],
  [
    'a sign-in at another site of the same owner',
    ['https://s.yimg.com/wm/mbr/js/login.js', 'https://login.aol.com/', 'script'],
    ['https://ads.yahoo.com/pixel', 'https://login.aol.com/', 'image'],
  ],
  [
    'a network’s own page',
    ['https://static.licdn.com/aero-v1/sc/h/x', 'https://www.linkedin.com/', 'script'],
    ['https://px.ads.linkedin.com/collect', 'https://www.linkedin.com/', 'image'],
  ],
  [
    'the sign-in of Meta on another site of Meta',
    ['https://www.facebook.com/ajax/bulk', 'https://www.messenger.com/', 'xmlhttprequest'],
    ['https://www.facebook.com/tr/?id=1', 'https://shop.example/', 'image'],
  ],
  [
    'the style of a shop',
    ['https://cdn11.bigcommerce.com/s-x/stencil/1/css/theme-1.css', 'https://shop.example/', 'stylesheet'],
    ['https://pixel.quantserve.com/pixel', 'https://shop.example/', 'image'],
  ],
  [
    'the script of a shop',
    [
      'https://cdn11.bigcommerce.com/s-x/stencil/1/dist/theme-bundle.main.js',
      'https://shop.example/',
      'script',
    ],
    ['https://cdn.attn.tv/shop/dtag.js', 'https://shop.example/', 'script'],
  ],
  [
    'a sign-in by Gigya',
    ['https://cdns.gigya.com/js/gigya.js?apikey=x', 'https://news.example/', 'script'],
    ['https://gscounters.gigya.com/gscounters.send', 'https://news.example/', 'image'],
  ],
  [
    'a sign-in by LoginRadius',
    ['https://auth.lrcontent.com/v2/js/LoginRadiusV2.js', 'https://news.example/', 'script'],
    ['https://cdn.krxd.net/controltag/x.js', 'https://news.example/', 'script'],
  ],
  [
    'a form of HubSpot',
    ['https://js.hsforms.net/forms/embed/v2.js', 'https://clinic.example/', 'script'],
    ['https://js.hs-analytics.net/analytics/1/1.js', 'https://clinic.example/', 'script'],
  ],
  [
    'a calendar of HubSpot',
    ['https://meetings.hubspot.com/doctor?embed=true', 'https://clinic.example/', 'sub_frame'],
    ['https://track.hubspot.com/__ptq.gif', 'https://clinic.example/', 'image'],
  ],
  [
    'a form of Pardot',
    ['https://go.pardot.com/l/1/2020-01-01/x', 'https://clinic.example/', 'sub_frame'],
    ['https://pi.pardot.com/pd.js', 'https://clinic.example/', 'script'],
  ],
  [
    'a form of Marketo',
    ['https://app-lon03.marketo.com/js/forms2/js/forms2.min.js', 'https://firm.example/', 'script'],
    ['https://munchkin.marketo.net/munchkin.js', 'https://firm.example/', 'script'],
  ],
  [
    'a form of Eloqua',
    ['https://s1234.t.eloqua.com/e/f2', 'https://firm.example/', 'sub_frame'],
    ['https://s1234.t.eloqua.com/visitor/v200/svrGP', 'https://firm.example/', 'script'],
  ],
  [
    'a survey',
    ['https://www.surveymonkey.com/r/x', 'https://school.example/', 'sub_frame'],
    ['https://static.hotjar.com/c/hotjar-1.js', 'https://school.example/', 'script'],
  ],
  [
    'another survey',
    ['https://school.qualtrics.com/jfe/form/SV_x', 'https://school.example/', 'sub_frame'],
    ['https://zn1.siteintercept.qualtrics.com/SIE/?Q_ZID=x', 'https://school.example/', 'script'],
  ],
  [
    'a map of Bing',
    ['https://www.bing.com/api/maps/mapcontrol?callback=x', 'https://school.example/', 'script'],
    ['https://bat.bing.com/bat.js', 'https://school.example/', 'script'],
  ],
  [
    'a map of Bing in a frame',
    ['https://www.bing.com/maps/embed?h=1', 'https://school.example/', 'sub_frame'],
    ['https://bat.bing.com/action/0', 'https://school.example/', 'image'],
  ],
  [
    'a film',
    ['https://player.vimeo.com/video/1', 'https://school.example/', 'sub_frame'],
    ['https://player.vimeo.com/log', 'https://school.example/', 'xmlhttprequest'],
  ],
  [
    'a help window',
    ['https://static.zdassets.com/ekr/snippet.js', 'https://app.example/', 'script'],
    ['https://analytics.zdassets.com/x', 'https://app.example/', 'xmlhttprequest'],
  ],
  [
    'a letter’s form',
    ['https://static.klaviyo.com/onsite/js/klaviyo.js', 'https://shop.example/', 'script'],
    ['https://a.klaviyo.com/onsite/track-analytics', 'https://shop.example/', 'xmlhttprequest'],
  ],
  [
    'what one site was reported broken without',
    ['https://googletagservices.com/tag/js/gpt.js', 'https://triblive.com/', 'script'],
    ['https://googletagservices.com/tag/js/gpt.js', 'https://news.example/', 'script'],
  ],
];

/** A bank's device recognition script in its payment frame, and elsewhere. */
const PAYMENT_FRAMES: readonly (readonly [frame: string, script: string])[] = [
  ['https://acs.bank.example/challenge', 'https://acs.bank.example/js/fingerprint2.min.js'],
  ['https://secure.bank.example/3ds/challenge', 'https://secure.bank.example/js/fingerprint2.min.js'],
  ['https://bank.example/3dsecure/v2/step', 'https://bank.example/js/fingerprint2.min.js'],
  ['https://bank.example/three-ds-method', 'https://static.bank.example/js/fingerprint.js'],
  ['https://danske-3ds-vdm.wlp-acs.com/x', 'https://danske-3ds-vdm.wlp-acs.com/fingerprint2.min.js'],
  ['https://pay.3d2.bank.example/x', 'https://pay.3d2.bank.example/acs-auth-web/js/fingerprint2.min.js'],
  ['https://bank.example/', 'https://bank.example/acs-auth-web/js/fingerprint2.min.js'],
];
const OTHER_FRAMES: readonly (readonly [frame: string, script: string])[] = [
  ['https://news.example/', 'https://news.example/js/fingerprint2.min.js'],
  ['https://widget.example/frame', 'https://widget.example/js/fingerprint2.min.js'],
  ['https://facs.example/3d-shop', 'https://facs.example/js/fingerprint2.min.js'],
  ['https://news.example/?from=acs', 'https://news.example/js/fingerprint2.min.js'],
  ['https://news.example/', 'https://acs.tracker.example/fingerprint2.min.js'],
];

describe.each(BROWSER_NAMES)('what people need, by the rules for %s', (browser) => {
  const path = join(ROOT, 'src/data/generated', `rules-${browser}.json`);
  const matcher = createMatcher(JSON.parse(readFileSync(path, 'utf8')) as readonly Rule[]);
  const isBlocked = ([url, sourceUrl, type]: Row) =>
    matcher({ url, sourceUrl, type })?.action.type === 'block';

  it.each(PAIRS)('is allowed, but not trackers next to it: %s', (_, comes, stopped) => {
    expect(isBlocked(comes), comes[0]).toBe(false);
    expect(isBlocked(stopped), stopped[0]).toBe(true);
  });

  it.each(PAYMENT_FRAMES)('is allowed in a payment frame %s: %s', (frame, script) => {
    expect(isBlocked([script, frame, 'script'])).toBe(false);
  });

  it.each(OTHER_FRAMES)(
    'for any other frame only where no rule names the script, %s: %s',
    (frame, script) => {
      // Firefox has no rules for untyped URL patterns.
      expect(isBlocked([script, frame, 'script'])).toBe(browser === 'chromium');
    },
  );

  it('is allowed, for all known requests', () => {
    const requests = here('must-come.csv');
    expect(requests.length).toBeGreaterThan(400);
    expect(findBlocked(requests, matcher).map(({ request }) => request.url)).toEqual([]);
  });

  it('does not unblock trackers', () => {
    const requests = here('must-stay.csv');
    const stopped = new Set(findBlocked(requests, matcher).map(({ request }) => request));
    expect(requests.filter((request) => !stopped.has(request))).toEqual([]);
  });
});
