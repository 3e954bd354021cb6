import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cafe, openCafe } from '../cafe/server.ts';
import { openBrowser, type TestBrowser, waitFor } from './harness/index.ts';
import { leave, startSession } from './harness/person.ts';

/** Chromium only: state that survives a restart. */

const SUFFIX = '.github.io';
const at = (name: string): string => `https://${name}${SUFFIX}/`;

let cafe: Cafe;
beforeAll(async () => {
  cafe = await openCafe({
    suffix: SUFFIX,
    answer: () => ({ body: '<!doctype html><title>a page</title><button>Here</button>' }),
  });
});
afterAll(() => cafe?.close());

const preferences = ({ profileDir }: TestBrowser): string =>
  readFileSync(join(profileDir, 'Default', 'Preferences'), 'utf8');

describe('a session that ended with the browser', () => {
  it('is cleared by the next tidy of everything, including Chromium’s engagement scores', async () => {
    const first = await openBrowser('chromium', { cafe, hasFewProcesses: true });
    await startSession(first);
    const page = await first.openPage(at('before'));
    await page.bringToFront();
    await page.click('button');
    // A score without its page in the history cannot be cleared by any API; the receipt says where to click.
    const history = () => readFileSync(join(first.profileDir, 'Default', 'History'));
    const isWritten = () =>
      preferences(first).includes(`before${SUFFIX}`) && history().includes(`before${SUFFIX}`);
    await waitFor('the page and its rating to be written', async () => isWritten());
    await first.kill();

    const { profileDir } = first;
    const second = await openBrowser('chromium', { cafe, profileDir, hasFewProcesses: true });
    try {
      await startSession(second);
      const receipt = await leave(second, { scope: 'everything' });
      expect(receipt.kind).toBe('complete');
      await second.quit();
      expect(preferences(second)).not.toContain(`before${SUFFIX}`);
    } finally {
      await second.close();
    }
  });
});

describe('pages of a restored session', () => {
  it('that were closed since are reported, not called gone', async () => {
    const profileDir = mkdtempSync(join(tmpdir(), 'clean-table-restored-'));
    mkdirSync(join(profileDir, 'Default'));
    writeFileSync(
      join(profileDir, 'Default', 'Preferences'),
      JSON.stringify({ session: { restore_on_startup: 1 }, extensions: { ui: { developer_mode: true } } }),
    );
    const first = await openBrowser('chromium', { cafe, profileDir, hasFewProcesses: true });
    for (const name of ['r1', 'r2']) await first.openPage(at(name));
    await first.quit();

    const second = await openBrowser('chromium', { cafe, profileDir, hasFewProcesses: true });
    try {
      const restored = await Promise.all(['r1', 'r2'].map((name) => second.findPage(at(name))));
      await startSession(second);
      for (const page of restored) await page.close();
      const receipt = await leave(second);
      const listed = await second.inExtension(async (api) =>
        JSON.stringify(await api.sessions.getRecentlyClosed()),
      );
      const isListed = ['r1', 'r2'].some((name) => listed.includes(at(name)));
      const status = receipt.steps.find(({ step }) => step === 'closed-tabs')?.status;
      expect(status).toBe(isListed ? 'left' : 'done');
      expect(isListed).toBe(true);
    } finally {
      await second.close();
    }
  });
});
