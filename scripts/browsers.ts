/**
 * Finds a real Chromium and a real Firefox: what the environment names, what the system has, what
 * puppeteer downloaded before; else it installs one (puppeteer's download, then apt), or says in a
 * sentence what to install.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BROWSER_NAMES = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSER_NAMES)[number];

/** All that the search asks of the machine, so that a test can be any machine. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isRoot: boolean;
  readonly isDebian: boolean;
  isExecutable(path: string): boolean;
  /** Runs a command to its end; `undefined` when it failed. */
  run(command: string, args: readonly string[], timeoutSeconds: number): string | undefined;
  say(sentence: string): void;
}

interface Kind {
  readonly title: string;
  readonly variable: string;
  readonly commands: readonly string[];
  readonly places: (machine: Machine) => readonly string[];
  readonly puppeteer: { readonly name: string; readonly build: string };
  readonly aptPackages: readonly string[];
  readonly advice: string;
}

/**
 * Branded Chrome comes last among the Chromiums: since version 137 it ignores `--load-extension`.
 */
const KINDS: { readonly [Name in BrowserName]: Kind } = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    places: ({ platform, env, home }) => {
      if (platform === 'darwin') {
        return ['/Applications', join(home, 'Applications')].flatMap((folder) => [
          `${folder}/Chromium.app/Contents/MacOS/Chromium`,
          `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
          `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
        ]);
      }
      if (platform === 'win32') {
        return [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']].flatMap((folder) =>
          folder
            ? [
                `${folder}\\Chromium\\Application\\chrome.exe`,
                `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
              ]
            : [],
        );
      }
      return ['/snap/bin/chromium'];
    },
    puppeteer: { name: 'chrome', build: 'chrome' },
    aptPackages: ['chromium'],
    advice:
      'Install Chromium (or Chrome for Testing) and, if it is in an unusual place, set CHROMIUM_PATH to its program.',
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    places: ({ platform, env, home }) => {
      if (platform === 'darwin') {
        return ['/Applications', join(home, 'Applications')].map(
          (folder) => `${folder}/Firefox.app/Contents/MacOS/firefox`,
        );
      }
      if (platform === 'win32') {
        return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
          folder ? [`${folder}\\Mozilla Firefox\\firefox.exe`] : [],
        );
      }
      return ['/snap/bin/firefox', '/opt/firefox/firefox'];
    },
    puppeteer: { name: 'firefox', build: 'firefox@esr' },
    aptPackages: ['firefox-esr'],
    advice:
      'Install Firefox (ESR is best) and, if it is in an unusual place, set FIREFOX_PATH to its program.',
  },
};

/**
 * @returns the path of the program
 * @throws an error whose message is a sentence for the person at the keyboard
 */
export function findBrowser(name: BrowserName, machine: Machine = thisMachine()): string {
  const kind = KINDS[name];
  const named = machine.env[kind.variable];
  if (named) {
    if (machine.isExecutable(named)) return named;
    throw new Error(`${kind.variable} is set to ${named}, and there is no program.`);
  }
  return (
    onSystem(kind, machine) ??
    downloadedBefore(kind, machine) ??
    download(kind, machine) ??
    afterApt(kind.title, kind.aptPackages, () => onSystem(kind, machine), machine) ??
    giveUp(kind)
  );
}

function onSystem(kind: Kind, machine: Machine): string | undefined {
  // Windows names its programs by place, and its PATH rarely has a browser.
  const onPath =
    machine.platform === 'win32'
      ? []
      : kind.commands.flatMap((command) =>
          (machine.env.PATH ?? '').split(delimiter).map((folder) => join(folder, command)),
        );
  return [...onPath, ...kind.places(machine)].find((path) => machine.isExecutable(path));
}

/** The last line of `browsers list` for this browser is the one that was downloaded last. */
function downloadedBefore(kind: Kind, machine: Machine): string | undefined {
  const listed = machine.run(...puppeteerCommand(['browsers', 'list']), 30) ?? '';
  const pattern = new RegExp(`^${kind.puppeteer.name}@\\S+ (?:\\([^)]*\\) )?(.+)$`);
  return listed
    .split('\n')
    .flatMap((line) => pattern.exec(line.trim())?.[1] ?? [])
    .findLast((path) => machine.isExecutable(path));
}

function download(kind: Kind, machine: Machine): string | undefined {
  machine.say(`No ${kind.title} found here: asking puppeteer to download one …`);
  const command = ['browsers', 'install', kind.puppeteer.build, '--format', '{{path}}'];
  const path = machine
    .run(...puppeteerCommand(command), 600)
    ?.trim()
    .split('\n')
    .at(-1);
  return path && machine.isExecutable(path) ? path : undefined;
}

function puppeteerCommand(args: readonly string[]): [string, readonly string[]] {
  return [
    process.execPath,
    [
      fileURLToPath(new URL('../node_modules/puppeteer/lib/cjs/puppeteer/node/cli.js', import.meta.url)),
      ...args,
    ],
  ];
}

/** For the one test that sets a clock. @throws an error whose message is a sentence */
export function findCompiler(machine: Machine = thisMachine()): string {
  const find = () => onPath('cc', machine);
  const path = find() ?? afterApt('C compiler', ['gcc', 'libc6-dev'], find, machine);
  if (!path) throw new Error('No C compiler was found, and none could be installed. Install gcc.');
  return path;
}

export interface DesktopTools {
  /** A display without a screen. */
  readonly display: string;
  /** Presses its keys and moves its mouse. */
  readonly hands: string;
}

/** What a display of its own with keys and a mouse takes; `undefined` where there is none, and none can be had. */
export function findDesktopTools(machine: Machine = thisMachine()): DesktopTools | undefined {
  const find = () => {
    const [display, hands] = [onPath('Xvfb', machine), onPath('xdotool', machine)];
    return display && hands ? { display, hands } : undefined;
  };
  return find() ?? afterApt('display with keys and a mouse', ['xvfb', 'xdotool'], find, machine);
}

function onPath(command: string, { env, isExecutable }: Machine): string | undefined {
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

function afterApt<Found>(
  what: string,
  packages: readonly string[],
  find: () => Found | undefined,
  machine: Machine,
): Found | undefined {
  if (!machine.isDebian || !machine.isRoot) return undefined;
  machine.say(`No ${what} found here: installing one with apt-get …`);
  machine.run('apt-get', ['update', '-qq'], 300);
  machine.run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], 900);
  return find();
}

function giveUp(kind: Kind): never {
  throw new Error(`No ${kind.title} was found, and none could be installed. ${kind.advice}`);
}

function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    isDebian: existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get'),
    isExecutable(path) {
      try {
        accessSync(path, constants.X_OK);
        return !isSnapStub(path);
      } catch {
        return false;
      }
    },
    run(command, args, timeoutSeconds) {
      const result = spawnSync(command, args, {
        encoding: 'utf8',
        timeout: timeoutSeconds * 1000,
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
      return result.status === 0 ? result.stdout : undefined;
    },
    say: (sentence) => console.log(sentence),
  };
}

/** Ubuntu's `chromium-browser` without the snap is a script that only says to install the snap. */
function isSnapStub(path: string): boolean {
  if (!path.endsWith('chromium-browser') || existsSync('/snap/bin/chromium')) return false;
  return readFileSync(path).subarray(0, 4000).toString('latin1').includes('snap install chromium');
}
