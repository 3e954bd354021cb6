import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer';
import { findBrowser } from '../../../scripts/browsers.ts';
import { zipFolder } from '../../../scripts/zip-folder.ts';
import type { TrustedAuthority } from '../../cafe/certificates.ts';
import type { Backend, StartOptions } from './backend.ts';
import { type BuiltExtension, builtExtension } from './extension.ts';
import { firefoxWindows } from './own-windows.ts';
import { PATIENCE_MS, waitFor, within } from './polling.ts';

/** Firefox generates one per profile; a fixed one makes the URLs predictable. */
const UUID = '5d2b64a2-9a3b-4c53-8a7e-0b7d2d5f4c11';

interface BidiConnection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

/**
 * Firefox is started directly, because puppeteer would set about sixty preferences, including some that the product
 * reads and sets (saved passwords, tracking protection). For the same reason the remote agent's recommended
 * preferences are off.
 */
function preferences({ cafe, profileDir }: StartOptions, extension: BuiltExtension): Record<string, unknown> {
  return {
    'remote.prefs.recommended': false,
    // Every name resolves to the café.
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `80=${cafe.httpPort};443=${cafe.httpsPort}`,
    'network.dns.disableIPv6': true,
    'network.trr.mode': 5,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'extensions.webextensions.uuids': JSON.stringify({ [extension.id]: UUID }),
    'xpinstall.signatures.required': false,
    'extensions.autoDisableScopes': 0,
    'extensions.update.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'extensions.webextensions.warnings-as-errors': false,
    // No start pages, bars and requests of its own.
    'app.update.disabledForTesting': true,
    'app.normandy.enabled': false,
    'browser.aboutwelcome.enabled': false,
    'browser.contentblocking.introCount': 99,
    'browser.dom.window.dump.enabled': true,
    'browser.newtabpage.enabled': false,
    'browser.pagethumbnails.capturing_disabled': true,
    'browser.region.network.url': '',
    'browser.rights.3.shown': true,
    'browser.safebrowsing.update.enabled': false,
    'browser.search.update': false,
    'browser.sessionstore.resume_from_crash': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage': 'about:blank',
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.startup.page': 0,
    'browser.tabs.warnOnClose': false,
    'browser.topsites.contile.enabled': false,
    'browser.warnOnQuit': false,
    'browser.download.dir': join(profileDir, 'downloads'),
    'browser.download.folderList': 2,
    'browser.download.useDownloadDir': true,
    'browser.download.alwaysOpenPanel': false,
    'dom.disable_open_during_load': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
    'dom.push.connection.enabled': false,
    'focusmanager.testmode': true,
    'intl.accept_languages': 'en-US, en',
    'media.gmp-manager.updateEnabled': false,
    // Its own warning about insecure forms: the tests assume that the person confirmed it.
    'security.warn_submit_secure_to_insecure': false,
    'messaging-system.rsexperimentloader.enabled': false,
    'security.certerrors.mitm.priming.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    // Test machines have no notification service.
    'alerts.useSystemBackend': false,
    'toolkit.cosmeticAnimations.enabled': false,
    'toolkit.startup.max_resumed_crashes': -1,
  };
}

const FEW_PROCESSES = {
  'fission.autostart': false,
  'dom.ipc.processPrelaunch.enabled': false,
  // All sites share one; the extension has its own all the same.
  'dom.ipc.processCount': 1,
  'browser.newtab.preload': false,
  'media.rdd-process.enabled': false,
  'media.utility-process.enabled': false,
  'network.process.enabled': false,
};

export async function startFirefox(options: StartOptions): Promise<Backend> {
  const { cafe, profileDir, headless, hasExtension } = options;
  const extension = builtExtension('firefox', profileDir);
  const set = {
    ...preferences(options, extension),
    ...(options.hasFewProcesses && FEW_PROCESSES),
    ...options.preferences,
  };
  const lines = Object.entries(set).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  mkdirSync(join(profileDir, 'downloads'), { recursive: true });
  writeFileSync(join(profileDir, 'user.js'), `${lines.join('\n')}\n`);

  const program = spawn(
    findBrowser('firefox'),
    [
      ...['--profile', profileDir, '--no-remote', '--new-instance'],
      ...['--remote-debugging-port', '0', '-remote-allow-system-access'],
      ...(headless ? ['--headless', '--width', '1024', '--height', '700'] : []),
      'about:blank',
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        MOZ_CRASHREPORTER_DISABLE: '1',
        MOZ_REMOTE_SETTINGS_DEVTOOLS: '1',
        ...options.env,
      },
    },
  );
  const endpoint = await within(
    new Promise<string>((resolve, reject) => {
      let heard = '';
      program.stderr.on('data', (chunk: Buffer) => {
        heard = (heard + chunk.toString()).slice(-20_000);
        const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(heard)?.[1];
        if (found) resolve(found);
      });
      program.once('error', reject);
      program.once('exit', (code) => reject(new Error(`Firefox ended (${code}): ${heard.slice(-2000)}`)));
    }),
    PATIENCE_MS,
  );
  const browser = await puppeteer.connect({
    browserWSEndpoint: `${endpoint}/session`,
    protocol: 'webDriverBiDi',
    defaultViewport: headless ? { width: 1024, height: 600 } : null,
  });
  const { connection } = browser as unknown as Browser & { connection: BidiConnection };
  const inParent = (expression: string) => evaluateInParent(connection, expression);

  await inParent(trustAuthorities(cafe.certificates.trusted));
  await inParent(WATCH_REQUESTS);
  if (hasExtension) await installUnlessThere(inParent, connection, extension, profileDir);

  return {
    browser,
    extension,
    extensionUrl: `moz-extension://${UUID}/`,
    pid: program.pid,
    ownWindows: firefoxWindows(inParent),
    inParent,
    async killBackground() {
      await inParent(
        `WebExtensionPolicy.getByID(${JSON.stringify(extension.id)}).extension
          .terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true })`,
      );
      // It has ended when the call returns; an open page may have started a new one.
    },
    async allowInPrivate(isAllowed) {
      // Like the switch on about:addons.
      await inParent(`(async () => {
        const { ExtensionPermissions } =
          ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        const id = ${JSON.stringify(extension.id)};
        const permission = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
        await ExtensionPermissions.${isAllowed ? 'add' : 'remove'}(id, permission);
        await (await AddonManager.getAddonByID(id)).reload();
      })()`);
      await waitFor(
        'the extension to start anew',
        async () => (await inParent(state(extension))) === 'running',
      );
    },
    hasBackground: async () => (await inParent(state(extension))) === 'running',
    async extensionProcess() {
      const pid = await inParent(
        `ChromeUtils.requestProcInfo().then(({ children }) =>
          children.find(({ type }) => type === 'extension')?.pid)`,
      );
      return typeof pid === 'number' ? pid : undefined;
    },
    async requestsBegunBy(origin) {
      const log = JSON.parse(String(await inParent('JSON.stringify(globalThis.begunRequests)')));
      return (log as readonly Begun[]).filter((begun) => begun.origin === origin).map(({ url }) => url);
    },
  };
}

/**
 * Adds the café's authorities to the browser's, and makes some of them count as built-in: otherwise every page of the
 * café would look intercepted. The information for extensions is assembled in one module; the preference for the same
 * exists only in debug builds.
 *
 * @source toolkit/modules/SecurityInfo.sys.mjs
 */
function trustAuthorities(trusted: readonly TrustedAuthority[]): string {
  return `(() => {
    const database = Cc['@mozilla.org/security/x509certdb;1'].getService(Ci.nsIX509CertDB);
    const shipped = new Set();
    for (const { certificate, isShipped } of ${JSON.stringify(trusted)}) {
      database.addCertFromBase64(certificate, 'C,,');
      if (isShipped) shipped.add(database.constructX509FromBase64(certificate).sha256Fingerprint);
    }
    const { SecurityInfo } = ChromeUtils.importESModule('resource://gre/modules/SecurityInfo.sys.mjs');
    const { getCertificateChain } = SecurityInfo;
    SecurityInfo.getCertificateChain = function (chain, isBuiltIn, options) {
      const isShipped = shipped.has(chain.at(-1)?.sha256Fingerprint);
      return getCertificateChain.call(this, chain, isBuiltIn || isShipped, options);
    };
  })()`;
}

function state({ id }: BuiltExtension): string {
  return `WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension.backgroundState`;
}

interface Begun {
  readonly origin: string;
  readonly url: string;
}

/** Records every request with its origin, without navigations, which are the person's. */
const WATCH_REQUESTS = `(() => {
  if (globalThis.begunRequests) return;
  globalThis.begunRequests = [];
  Services.obs.addObserver((channel) => {
    channel.QueryInterface(Ci.nsIHttpChannel);
    const { loadInfo } = channel;
    if (loadInfo?.externalContentPolicyType === Ci.nsIContentPolicy.TYPE_DOCUMENT) return;
    const origin = loadInfo?.triggeringPrincipal?.originNoSuffix ?? '';
    globalThis.begunRequests.push({ origin, url: channel.URI.spec });
  }, 'http-on-modify-request');
})()`;

/** A permanent installation survives a restart, as for people, and only then fires onStartup. */
async function installUnlessThere(
  inParent: (expression: string) => Promise<unknown>,
  connection: BidiConnection,
  extension: BuiltExtension,
  profileDir: string,
): Promise<void> {
  const isThere = `WebExtensionPolicy.getByID(${JSON.stringify(extension.id)})?.extension?.backgroundState !== undefined`;
  const untilThere = () => waitFor('the extension to load', async () => (await inParent(isThere)) === true);
  // One that was there only until the browser ended left none.
  if (existsSync(join(profileDir, 'extensions', `${extension.id}.xpi`))) return void (await untilThere());
  const packed = join(profileDir, 'extension.xpi');
  zipFolder(extension.folder, packed);
  const data = { type: 'archivePath', path: packed };
  try {
    await connection.send('webExtension.install', { extensionData: data, 'moz:permanent': true });
  } catch {
    // Only ESR, Developer Edition and Nightly install unsigned add-ons permanently.
    await connection.send('webExtension.install', { extensionData: data });
  }
  await untilThere();
}

async function evaluateInParent(connection: BidiConnection, expression: string): Promise<unknown> {
  const tree = (await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result as {
    contexts: readonly { context: string }[];
  };
  const { result } = await connection.send('script.evaluate', {
    expression,
    target: { context: tree.contexts[0]?.context },
    awaitPromise: true,
  });
  const reply = result as { type: string; result?: { value?: unknown }; exceptionDetails?: { text: string } };
  if (reply.type === 'exception')
    throw new Error(`In Firefox's own process: ${reply.exceptionDetails?.text}`);
  return reply.result?.value;
}
