import { describe, expect, it } from 'vitest';
import { mixedContentActive, mixedContentPassive } from '#core/page/detectors/mixed-content.ts';
import { visit } from '../../../builders.ts';

describe('mixed content', () => {
  it('reports nothing for an HTTPS page without HTTP parts', () => {
    const page = visit('https://site.example/');
    expect([...mixedContentActive(page), ...mixedContentPassive(page)]).toEqual([]);
  });

  it('reports nothing for an HTTP page', () => {
    const page = visit('http://site.example/', { mixedActive: 2, mixedPassive: 3 });
    expect([...mixedContentActive(page), ...mixedContentPassive(page)]).toEqual([]);
  });

  it('reports scripts and frames separately from images', () => {
    const page = visit('https://site.example/', { mixedActive: 2 });
    expect(mixedContentActive(page)).toEqual([
      { code: 'mixed-content-active', severity: 'low', facts: { host: 'site.example', count: 2 } },
    ]);
    expect(mixedContentPassive(page)).toEqual([]);
  });

  it('reports images separately from scripts', () => {
    const page = visit('https://site.example/', { mixedPassive: 3 });
    expect(mixedContentPassive(page)).toEqual([
      { code: 'mixed-content-passive', severity: 'low', facts: { host: 'site.example', count: 3 } },
    ]);
    expect(mixedContentActive(page)).toEqual([]);
  });
});
