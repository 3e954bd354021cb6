import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCafe } from '../cafe/server.ts';
import { builtExtension } from './harness/extension.ts';
import { openBrowser, type TestBrowser } from './harness/index.ts';
import { startSession, untilShown } from './harness/person.ts';
import { expectNoRequests } from './harness/setup.ts';

const LIST = {
  format: 1,
  name: 'Our group',
  chosen: ['posteo'],
  providers: [{ name: 'Our own mail', domains: ['group.example.org'], hosts: ['webmail.group.example.org'] }],
};

/**
 * Policies. Only Firefox on Linux reads them from a user's folder; other systems and Chromium use system folders,
 * which a test must not change.
 *
 * @source https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests
 */
describe.skipIf(process.platform !== 'linux')('an organization’s list from a policy, in firefox', () => {
  let browser: TestBrowser;
  const home = mkdtempSync(join(tmpdir(), 'clean-table-home-'));
  const before = { HOME: process.env.HOME, XDG_CONFIG_HOME: process.env.XDG_CONFIG_HOME };

  beforeAll(async () => {
    const { id } = builtExtension('firefox', mkdtempSync(join(home, 'built-')));
    const manifest = { name: id, description: 'A list', type: 'storage', data: { organisation: LIST } };
    // Newer versions use the second folder if the first is missing.
    for (const folder of [join(home, '.mozilla'), join(home, '.config', 'mozilla')]) {
      mkdirSync(join(folder, 'managed-storage'), { recursive: true });
      writeFileSync(join(folder, 'managed-storage', `${id}.json`), JSON.stringify(manifest));
    }
    Object.assign(process.env, { HOME: home, XDG_CONFIG_HOME: join(home, '.config') });
    browser = await openBrowser('firefox', { cafe: await openCafe() });
    await startSession(browser);
  });

  afterAll(async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    if (browser) {
      await expectNoRequests(browser);
      await browser.close();
      await browser.cafe.close();
    }
    rmSync(home, { recursive: true, force: true });
  });

  it('applies to every session, and cannot be removed', async () => {
    const page = await browser.extensionPage('mail.html#own');
    await untilShown(page, '[data-list="owner"]');
    expect(await page.$('[data-action="remove"]')).toBeNull();
    expect(await page.$eval('[data-list]', (list) => list.textContent)).toContain('Our own mail');
    await page.evaluate(() => {
      location.hash = 'compare';
    });
    await untilShown(page, 'tr[data-service="organisation-0"]');
    const chosen = await page.$eval('tr[data-service="posteo"] .verdict', (word) => word.textContent);
    expect(chosen).toBe('Your group’s choice');
  });
});
