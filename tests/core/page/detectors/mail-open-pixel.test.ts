import { describe, expect, it } from 'vitest';
import { type DeepScan, type HiddenPicture, pictureOf } from '#core/page/deep-scan.ts';
import { mailOpenPixel } from '#core/page/detectors/mail-open-pixel.ts';
import { trackerList } from '#data/trackers.ts';
import { deepScan, thirdParty, visit } from '../../../builders.ts';

const lists = {
  trackers: trackerList({
    Alpha: { ads: 'ads.example' },
    Post: { marketing: 'post.example' },
    Harbour: { marketing: 'count.harbour.example' },
  }),
};
const HIDDEN = 'https://o.post.example/open.gif?u=1';

function picture(src: string): HiddenPicture {
  const found = pictureOf(src);
  if (!found) throw new Error(`no picture: ${src}`);
  return found;
}

const letter = (pictures: readonly HiddenPicture[], over: Partial<DeepScan> = {}) =>
  visit('https://mail.harbour.example/', { deepScan: deepScan({ isWebmail: true, pictures, ...over }) });

describe('mailOpenPixel', () => {
  it.each([
    ['a letter without pictures', letter([])],
    ['a hidden picture of who watches the mail service’s page', letter([picture('https://a.ads.example/p')])],
    ['a hidden picture that no list knows', letter([picture('https://s.sender.example/p.gif')])],
    ['a hidden picture of the mail service itself', letter([picture('https://count.harbour.example/p')])],
    ['a page that is no mail service’s', letter([picture(HIDDEN)], { isWebmail: false })],
    ['another file of a sender', letter([picture('https://u1.ct.sendgrid.net/logo.gif')])],
    ['a name in front of another', letter([picture('https://sendgrid.net.evil.example/wf/open')])],
    [
      'one that was stopped: nobody was told',
      { ...letter([picture(HIDDEN)]), blocked: [{ ...thirdParty('o.post.example'), count: 1 }] },
    ],
  ])('reports nothing for %s', (_, page) => {
    expect(mailOpenPixel(page, lists)).toEqual([]);
  });

  it.each([
    ['hidden, of a company that sends letters', HIDDEN, 'Post'],
    ['fetched by the mail service', `https://img.mail.example/p#${HIDDEN}`, 'Post'],
    ['of a known sender', 'https://u1.ct.sendgrid.net/wf/open?upn=1', 'sendgrid.net'],
  ])('reports an image %s', (_, src, name) => {
    expect(mailOpenPixel(letter([picture(src)]), lists)).toEqual([
      { code: 'mail-open-pixel', severity: 'low', facts: { host: 'mail.harbour.example', names: [name] } },
    ]);
  });
});
