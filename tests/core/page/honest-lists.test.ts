import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '#core/network/address.ts';
import { indexNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';

/**
 * Frequently used third-party sites, counted by others. Measured with more lists: docs/data.md.
 *
 * @source https://www.npmjs.com/package/third-party-web (`dist/domain-map.csv`)
 */
const folder = dirname(createRequire(import.meta.url).resolve('third-party-web/package.json'));
const hosts = readFileSync(join(folder, 'dist/domain-map.csv'), 'utf8')
  .split('\n')
  .flatMap((line) => parseAddress(`https://${line.split(',')[0]}/`)?.site ?? []);
const sites = [...new Set(hosts)];

/** One typo away from a protected name, whoever owns them; reported as care at most. */
const ONE_SLIP_AWAY = ['instagramm.ru', 'whatsap.club'];

describe('sites of a public list', () => {
  const { lookAlikeOf } = indexNames(nameLists);

  it('are not look-alikes', () => {
    expect(sites.length).toBeGreaterThan(20_000);
    const found = sites.filter((site) => lookAlikeOf(site) !== undefined);
    expect(found.toSorted()).toEqual(ONE_SLIP_AWAY);
    expect(found.filter((site) => lookAlikeOf(site)?.isSure)).toEqual([]);
  });
});
