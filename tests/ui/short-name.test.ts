import { describe, expect, it } from 'vitest';
import { shortName } from '#ui/short-name.ts';
import { textsFrom } from '#ui/texts.tsx';
import english from '../../src/locales/en/pages.json';

describe('shortName', () => {
  it('keeps short names', () => {
    expect(shortName('mail.example')).toBe('mail.example');
    expect(shortName('a'.repeat(64))).toBe('a'.repeat(64));
  });

  it('keeps the start and the end of the longest name', () => {
    const name = `mail.yahoo.com.${'a.'.repeat(112)}evil.example`.slice(0, 253);
    const short = shortName(name);
    expect(short).toHaveLength(64);
    expect(short).toMatch(/^mail\.yahoo\.com\.a\.a\.a…/);
    expect(short.endsWith(name.slice(-43))).toBe(true);
  });

  it('is used in sentences, isolated from the text direction', () => {
    const { t } = textsFrom('en', english);
    const host = `mail.yahoo.com.${'a-long-part.'.repeat(15)}evil.example`;
    const text = t('interstitial.look-alike-domain.what', { host, real: 'yahoo.com' });
    expect(text).toContain('\u2066mail.yahoo.com.a-lon…');
    expect(text).toContain('evil.example\u2069');
    expect(text).not.toContain(host);
  });
});
