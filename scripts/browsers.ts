/**
 * Finds a real Chromium and a real Firefox: by environment variable, on the system, in earlier downloads of puppeteer;
 * otherwise installs one (puppeteer, then apt), or says what to install.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { scriptOf } from './tools.ts';

export const BROWSER_NAMES = ['chromium', 'firefox'] as const;
export type BrowserName = (typeof BROWSER_NAMES)[number];

/** Everything the search needs from the machine, so that tests can simulate any. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isRoot: boolean;
  readonly isDebian: boolean;
  isExecutable(path: string): boolean;
  /** Runs a command and returns its output; `undefined` if it failed. */
  run(command: string, args: readonly string[], timeoutSeconds: number): string | undefined;
  say(sentence: string): void;
}

interface Kind {
  readonly title: string;
  readonly variable: string;
  /** Executables on the path, by preference. */
  readonly commands: readonly string[];
  /** Paths below the program folders of macOS and Windows. */
  readonly programs: Partial<Record<NodeJS.Platform, readonly string[]>>;
  /** Name for `puppeteer browsers install`. */
  readonly download: string;
  readonly aptPackage: string;
  readonly advice: string;
}

/** Branded Chrome is the last choice for Chromium: since version 137 it ignores `--load-extension`. */
const KINDS: { readonly [Name in BrowserName]: Kind } = {
  chromium: {
    title: 'Chromium',
    variable: 'CHROMIUM_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    programs: {
      darwin: ['Chromium', 'Google Chrome for Testing', 'Google Chrome'].map(
        (name) => `/${name}.app/Contents/MacOS/${name}`,
      ),
      win32: ['\\Chromium\\Application\\chrome.exe', '\\Google\\Chrome\\Application\\chrome.exe'],
    },
    download: 'chrome',
    aptPackage: 'chromium',
    advice: 'Chromium (or Chrome for Testing)',
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    programs: {
      darwin: ['/Firefox.app/Contents/MacOS/firefox'],
      win32: ['\\Mozilla Firefox\\firefox.exe'],
    },
    download: 'firefox@esr',
    aptPackage: 'firefox-esr',
    advice: 'Firefox (ESR is best)',
  },
};

/**
 * @returns the path of the executable
 * @throws an error whose message tells the person what to do
 */
export function findBrowser(name: BrowserName, machine: Machine = thisMachine()): string {
  const kind = KINDS[name];
  const named = machine.env[kind.variable];
  if (named) {
    if (machine.isExecutable(named)) return named;
    throw new Error(`${kind.variable} is set to ${named}, and there is no program.`);
  }
  const find = () => onSystem(kind, machine);
  const found =
    find() ??
    downloadedBefore(kind, machine) ??
    download(kind, machine) ??
    afterApt(kind.title, [kind.aptPackage], find, machine);
  if (found) return found;
  throw new Error(
    `No ${kind.title} was found, and none could be installed. Install ${kind.advice} and, if it is in an ` +
      `unusual place, set ${kind.variable} to its program.`,
  );
}

function onSystem({ commands, programs }: Kind, machine: Machine): string | undefined {
  return (
    onPath(commands, machine) ??
    programFolders(machine)
      .flatMap((folder) => (programs[machine.platform] ?? []).map((program) => folder + program))
      .find(machine.isExecutable)
  );
}

function programFolders({ platform, env, home }: Machine): readonly string[] {
  if (platform === 'darwin') return ['/Applications', join(home, 'Applications')];
  return [env.LOCALAPPDATA, env.PROGRAMFILES, env['PROGRAMFILES(X86)']].filter(
    (folder) => folder !== undefined,
  );
}

/** The last matching line of `browsers list` is the most recent download. */
function downloadedBefore(kind: Kind, machine: Machine): string | undefined {
  const listed = machine.run(...puppeteerCommand(['browsers', 'list']), 30) ?? '';
  const [name] = kind.download.split('@');
  const pattern = new RegExp(`^${name}@\\S+ (?:\\([^)]*\\) )?(.+)$`);
  return listed
    .split('\n')
    .flatMap((line) => pattern.exec(line.trim())?.[1] ?? [])
    .findLast((path) => machine.isExecutable(path));
}

function download(kind: Kind, machine: Machine): string | undefined {
  machine.say(`No ${kind.title} found here: asking puppeteer to download one …`);
  const command = ['browsers', 'install', kind.download, '--format', '{{path}}'];
  const path = machine
    .run(...puppeteerCommand(command), 600)
    ?.trim()
    .split('\n')
    .at(-1);
  return path && machine.isExecutable(path) ? path : undefined;
}

function puppeteerCommand(args: readonly string[]): [string, readonly string[]] {
  return [process.execPath, [scriptOf('puppeteer'), ...args]];
}

/** For the test that sets a clock. @throws an error whose message tells the person what to do */
export function findCompiler(machine: Machine = thisMachine()): string {
  const find = () => onPath(['cc'], machine);
  const path = find() ?? afterApt('C compiler', ['gcc', 'libc6-dev'], find, machine);
  if (!path) throw new Error('No C compiler was found, and none could be installed. Install gcc.');
  return path;
}

export interface DesktopTools {
  /** A virtual display (Xvfb). */
  readonly display: string;
  /** Simulates its keyboard and mouse (xdotool). */
  readonly hands: string;
}

/** Tools for a virtual display with keyboard and mouse; `undefined` if they are missing and cannot be installed. */
export function findDesktopTools(machine: Machine = thisMachine()): DesktopTools | undefined {
  const find = () => {
    const [display, hands] = [onPath(['Xvfb'], machine), onPath(['xdotool'], machine)];
    return display && hands ? { display, hands } : undefined;
  };
  return find() ?? afterApt('display with keys and a mouse', ['xvfb', 'xdotool'], find, machine);
}

/** @param commands - by preference. The last two folders are not on the path of some systems. */
function onPath(commands: readonly string[], { env, isExecutable }: Machine): string | undefined {
  const folders = [...(env.PATH ?? '').split(delimiter), '/snap/bin', '/opt/firefox'];
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
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

function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    isDebian: existsSync('/usr/bin/apt-get'),
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

/** Ubuntu's `chromium-browser` is a script that starts the snap, or asks to install it. */
function isSnapStub(path: string): boolean {
  return path.endsWith('chromium-browser') && readFileSync(path, 'latin1').includes('snap install chromium');
}
