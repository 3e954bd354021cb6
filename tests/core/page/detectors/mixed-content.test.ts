import { describe, expect, it } from 'vitest';
import { mixedContentActive, mixedContentPassive } from '#core/page/detectors/mixed-content.ts';
import { visit } from '../../../builders.ts';

describe('mixed content', () => {
  it('says nothing of an HTTPS page whose parts are protected', () => {
    const page = visit('https://site.example/');
    expect([...mixedContentActive(page), ...mixedContentPassive(page)]).toEqual([]);
  });

  it('says nothing of a page without protection: there nothing is mixed', () => {
    const page = visit('http://site.example/', { mixedActive: 2, mixedPassive: 3 });
    expect([...mixedContentActive(page), ...mixedContentPassive(page)]).toEqual([]);
  });

  it('notes scripts and frames, and no pictures with them', () => {
    const page = visit('https://site.example/', { mixedActive: 2 });
    expect(mixedContentActive(page)).toEqual([
      { code: 'mixed-content-active', severity: 'low', facts: { host: 'site.example', count: 2 } },
    ]);
    expect(mixedContentPassive(page)).toEqual([]);
  });

  it('notes pictures, and no scripts with them', () => {
    const page = visit('https://site.example/', { mixedPassive: 3 });
    expect(mixedContentPassive(page)).toEqual([
      { code: 'mixed-content-passive', severity: 'low', facts: { host: 'site.example', count: 3 } },
    ]);
    expect(mixedContentActive(page)).toEqual([]);
  });
});
