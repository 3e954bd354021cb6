import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#core/network/address.ts';
import { indexNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';

/**
 * Sites from which many others load something, as somebody counted them and not we. Measured with more lists than are
 * here: docs/data.md.
 *
 * @source https://www.npmjs.com/package/third-party-web (`dist/domain-map.csv`)
 */
const folder = dirname(createRequire(import.meta.url).resolve('third-party-web/package.json'));
const hosts = readFileSync(join(folder, 'dist/domain-map.csv'), 'utf8')
  .split('\n')
  .flatMap((line) => parseAddress(`https://${line.split(',')[0]}/`)?.site ?? []);
const sites = [...new Set(hosts)];

/** Honest or not, these are one slip away from a name, and no more is said of them. */
const ONE_SLIP_AWAY = ['instagramm.ru', 'whatsap.club'];

describe('sites that a public list has', () => {
  const { lookAlikeOf } = indexNames(nameLists);

  it('are not taken for others', () => {
    expect(sites.length).toBeGreaterThan(20_000);
    const found = sites.filter((site) => lookAlikeOf(site) !== undefined);
    expect(found.toSorted()).toEqual(ONE_SLIP_AWAY);
    expect(found.filter((site) => lookAlikeOf(site)?.isSure)).toEqual([]);
  });
});
