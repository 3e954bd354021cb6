import { describe, expect, it } from 'vitest';
import { inspect } from '#core/page/detectors/index.ts';
import { inspectWarnings } from '#core/page/detectors/warnings.ts';
import { deepScan, form, thirdParty, trackerList, visit } from '../../../builders.ts';

const lists = {
  trackers: trackerList((host) => (host === 'ads.zeta.example' ? 'Zeta' : undefined)),
  providers: {
    byHost: (host: string) =>
      host === 'mail.listed.example'
        ? ({ name: 'Example Mail', verdict: 'caution', reasons: [] } as const)
        : undefined,
  },
};

describe('inspect', () => {
  it('finds nothing on an ordinary HTTPS page', () => {
    const page = visit('https://site.example/', { forms: [form('https://site.example/login')] });
    expect(inspect(page, lists)).toEqual([]);
  });

  it('runs every detector', () => {
    const bad = {
      certificate: 'expired',
      forms: [form('http://mail.listed.example/')],
      mixedActive: 1,
      mixedPassive: 1,
      thirdParties: [thirdParty('ads.zeta.example')],
    } as const;
    const open = inspect(visit('http://mail.listed.example/', bad), lists);
    const closed = inspect(visit('https://mail.listed.example/', bad), lists);
    expect(new Set([...open, ...closed].map(({ code }) => code))).toEqual(
      new Set([
        'insecure-page',
        'insecure-password-field',
        'insecure-form-target',
        'mixed-content-active',
        'mixed-content-passive',
        'certificate-error',
        'trackers',
        'ssl-strip-suspected',
        'untrusted-email-provider',
      ]),
    );
  });

  it('excludes trackers if only warnings are requested', () => {
    const page = visit('https://site.example/', {
      thirdParties: [thirdParty('ads.zeta.example')],
      redirects: { hops: [thirdParty('ads.zeta.example')], parameters: ['gclid'] },
      deepScan: deepScan({ stores: [thirdParty('ads.zeta.example')] }),
    });
    expect(inspectWarnings(page, lists)).toEqual([]);
    expect(inspect(page, lists).map(({ code }) => code)).toEqual([
      ...['bounce-tracking', 'storage-third-party', 'tracking-parameters', 'trackers'],
    ]);
  });

  it('is deterministic', () => {
    const page = visit('http://site.example/', { forms: [form('http://site.example/login')] });
    expect(inspect(page, lists)).toEqual(inspect(structuredClone(page), lists));
  });
});
