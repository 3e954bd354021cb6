import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import puppeteer, { type CDPSession } from 'puppeteer';
import { findBrowser } from '../../../scripts/browsers.ts';
import type { Backend, StartOptions } from './backend.ts';
import { builtExtension } from './extension.ts';
import { chromiumWindows } from './own-windows.ts';
import { pause, waitFor } from './polling.ts';

/** Maps every host on ports 80 and 443 to the café; nothing else is reachable. */
function hostRules({ cafe }: StartOptions): string {
  return [
    `MAP *:80 127.0.0.1:${cafe.httpPort}`,
    `MAP *:443 127.0.0.1:${cafe.httpsPort}`,
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ].join(', ');
}

/** A user-added trust anchor, as written by chrome://certificate-manager. */
const TRUSTED = Buffer.from([0x0a, 0x02, 0x08, 0x03]);

/**
 * Adds the café's authorities to Chromium's user-added trust anchors. A command-line switch that accepts a key would
 * hide other certificate errors too.
 *
 * @source components/server_certificate_database/server_certificate_database.{cc,proto}
 */
function trustAuthorities({ cafe, profileDir }: StartOptions): void {
  const database = new DatabaseSync(join(profileDir, 'Default', 'ServerCertificate'));
  // A browser that was just killed may still hold the lock.
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec(
    'CREATE TABLE IF NOT EXISTS certificates(sha256hash_hex TEXT PRIMARY KEY,der_cert BLOB NOT NULL,trust_settings BLOB NOT NULL)',
  );
  const add = database.prepare('INSERT OR REPLACE INTO certificates VALUES (?, ?, ?)');
  for (const { certificate } of cafe.certificates.trusted) {
    const der = Buffer.from(certificate, 'base64');
    add.run(createHash('sha256').update(der).digest('hex'), der, TRUSTED);
  }
  database.close();
}

/** The feature that disables `--load-extension`. */
const OFF = 'DisableLoadExtensionCommandLineSwitch';

export async function startChromium(options: StartOptions): Promise<Backend> {
  const { profileDir, headless, hasExtension, hasFewProcesses } = options;
  trustAuthorities(options);
  const extension = builtExtension('chromium', profileDir);
  const netLog = join(profileDir, `net-log-${Date.now()}.json`);
  const workerUrl = `chrome-extension://${extension.id}/`;
  const browser = await puppeteer.launch({
    executablePath: findBrowser('chromium'),
    headless,
    userDataDir: profileDir,
    env: { ...process.env, ...options.env },
    // A debugger would keep the service worker alive.
    targetFilter: (target) => target.type() !== 'service_worker',
    defaultViewport: headless ? { width: 1024, height: 600 } : null,
    // Also for browsers without the extension, so that all have the same features.
    enableExtensions: true,
    args: [
      ...(hasExtension ? [`--load-extension=${extension.folder}`] : []),
      `--disable-features=${hasFewProcesses ? `${OFF},SpareRendererForSitePerProcess` : OFF}`,
      ...(hasFewProcesses ? ['--disable-site-isolation-trials', '--renderer-process-limit=3'] : []),
      `--host-resolver-rules=${hostRules(options)}`,
      `--log-net-log=${netLog}`,
      '--window-size=1024,700',
      '--lang=en-US',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  const cdp = await browser.target().createCDPSession();

  const backend: Backend = {
    browser,
    extension,
    extensionUrl: workerUrl,
    pid: browser.process()?.pid,
    ownWindows: chromiumWindows(browser),
    async killBackground() {
      const target = await findWorker(cdp, workerUrl);
      if (!target) return;
      // An open page may start a new worker at once, so listen for the end instead of polling.
      let isGone = false;
      const onGone = ({ targetId }: { targetId: string }) => {
        isGone ||= targetId === target;
      };
      cdp.on('Target.targetDestroyed', onGone);
      await cdp.send('Target.setDiscoverTargets', { discover: true, filter: WORKERS });
      await waitFor('the worker to be gone', async () => {
        // A busy worker does not always react to the first request.
        if (!isGone) await cdp.send('Target.closeTarget', { targetId: target }).catch(() => undefined);
        await pause(200);
        return isGone || (await findWorker(cdp, workerUrl)) !== target;
      });
      await cdp.send('Target.setDiscoverTargets', { discover: false });
      cdp.off('Target.targetDestroyed', onGone);
    },
    async allowInPrivate(isAllowed) {
      const before = await findWorker(cdp, workerUrl);
      // The call behind the switch on chrome://extensions.
      const page = await browser.newPage();
      await page.goto('chrome://extensions');
      await page.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(
        ${JSON.stringify({ extensionId: extension.id, incognitoAccess: isAllowed })})`);
      await page.close();
      await waitFor('the extension to start anew', async () => {
        const now = await findWorker(cdp, workerUrl);
        return now !== undefined && now !== before;
      });
    },
    hasBackground: async () => (await findWorker(cdp, workerUrl)) !== undefined,
    extensionProcess: async () => {
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
      return processInfo.map(({ id }) => id).find(isOfExtension);
    },
    async heapBytes() {
      const targetId = await findWorker(cdp, workerUrl);
      if (!targetId) return undefined;
      const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
      const worker = cdp.connection()?.session(sessionId);
      await worker?.send('HeapProfiler.collectGarbage');
      const usage = await worker?.send('Runtime.getHeapUsage');
      // An idle worker may have ended, and the debugging session with it.
      await worker?.detach().catch(() => undefined);
      return usage?.usedSize;
    },
    requestsBegunBy: async (origin) => initiatedIn(netLog, origin),
  };
  if (!hasExtension) return backend;
  await waitFor('the extension to load', async () => await findWorker(cdp, workerUrl)).catch(() => {
    throw new Error(
      'The extension did not load. Chrome with its brand refuses --load-extension: use Chromium or ' +
        'Chrome for Testing, and set CHROMIUM_PATH to it.',
    );
  });
  return backend;
}

/** Linux only. */
function isOfExtension(pid: number): boolean {
  const path = `/proc/${pid}/cmdline`;
  return existsSync(path) && readFileSync(path, 'utf8').includes('--extension-process');
}

const WORKERS = [{ type: 'service_worker' }];

async function findWorker(cdp: CDPSession, url: string): Promise<string | undefined> {
  const { targetInfos } = await cdp.send('Target.getTargets', { filter: WORKERS });
  return targetInfos.find((info) => info.url.startsWith(url))?.targetId;
}

/** Reads Chromium's net log, which has every request with its initiator. */
function initiatedIn(netLog: string, origin: string): readonly string[] {
  return readFileSync(netLog, 'utf8')
    .split('\n')
    .filter((line) => line.includes(`"initiator":"${origin}"`))
    .map((line) => /"url":"([^"]*)"/.exec(line)?.[1] ?? line)
    .filter((url) => /^https?:/.test(url));
}
