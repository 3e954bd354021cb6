import { describe, expect, it } from 'vitest';
import { LETTER_PAGES, NEEDS_PARAMETERS, TRACKING_PARAMETERS } from '#core/blocking/blocking.ts';

describe('newsletter pages, which need their parameters', () => {
  const isLetterPage = (url: string) => LETTER_PAGES.some((source) => new RegExp(source, 'i').test(url));

  it.each([
    'https://info.firm.example/index.php/email/emailWebview?mkt_tok=1&md_id=2',
    'https://go.firm.example/UnsubscribePage.html?mkt_unsubscribe=1&mkt_tok=1',
    'https://go.firm.example/stop.html?mkt_tok=1&mkt_unsubscribe=1',
    'https://firm.example/letters/unsubscribe?mc_eid=1',
    'https://firm.example/opt-out?oly_enc_id=1',
    'https://firm.example/email-preferences?mkt_tok=1',
    'https://firm.example/hs/preferences-center/en/direct?_hsenc=1',
    'https://firm.example/subscription-centre?mkt_tok=1',
    'https://firm.example/view-in-browser/3?mkt_tok=1',
    'https://firma.example/newsletter/abmelden?mc_eid=1',
    'https://firme.example/desinscription?mc_eid=1',
    'https://empresa.example/darse-de-baja?mc_eid=1',
  ])('%s', (url) => {
    expect(isLetterPage(url)).toBe(true);
  });

  it.each([
    'https://firm.example/?mkt_tok=1',
    'https://firm.example/blog/how-to-unsubscribe-well?mkt_tok=1',
    'https://firm.example/news?mkt_tok=1&next=/unsubscribe',
    'https://unsubscribe.firm.example/?mkt_tok=1',
    'https://firm.example/preferencesale?mkt_tok=1',
    'https://firm.example/news?x_mkt_unsubscribe=1&mkt_tok=1',
  ])('do not include %s', (url) => {
    expect(isLetterPage(url)).toBe(false);
  });

  it('use only ASCII and no lookaround, so that both browsers agree', () => {
    for (const source of LETTER_PAGES) {
      expect(source).toMatch(/^[ -~]+$/);
      expect(source).not.toMatch(/\(\?[=!<]|\\[1-9]/);
    }
  });
});

describe('hosts that need tracking parameters', () => {
  it('are listed once, and the parameters are still tracking parameters', () => {
    expect(TRACKING_PARAMETERS).toEqual(expect.arrayContaining(['mkt_tok', 'mc_eid', 'oly_enc_id']));
    expect(new Set(NEEDS_PARAMETERS).size).toBe(NEEDS_PARAMETERS.length);
  });
});
