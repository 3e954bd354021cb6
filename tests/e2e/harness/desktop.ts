import { execFile, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DesktopTools } from '../../../scripts/browsers.ts';
import { pause, waitFor, within } from './polling.ts';

const run = promisify(execFile);

/** Timeout for browsers with a display, which are slower. */
export const SHOWN_MS = 60_000;

export function waitUntilShown<Value>(
  what: string,
  ask: () => Promise<Value | undefined | false | null>,
): Promise<Value> {
  return waitFor(what, ask, SHOWN_MS);
}

/** In pixels from the upper left corner of the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Frame extends Point {
  readonly width: number;
  readonly height: number;
}

/** A virtual display with keyboard and mouse, and a fresh home folder. */
export interface Desktop {
  /** Environment of the browser process. */
  readonly env: Readonly<Record<string, string>>;
  /** Home folder, where the system keeps lists of its own. */
  readonly home: string;
  /** Presses keys in order, such as `ctrl+l`. */
  press(...keys: readonly string[]): Promise<void>;
  type(text: string): Promise<void>;
  click(at: Point, button?: 'left' | 'right'): Promise<void>;
  /** Waits for the window with this title and gives it the keyboard focus. */
  focus(title: string): Promise<Frame>;
  hasWindow(title: string): Promise<boolean>;
  /** Does something visible, and waits until the screen has changed and is stable again. */
  see(what: string, act: () => Promise<void>): Promise<void>;
  /** Middle of the longest run of this colour in a row of the screen. */
  middleOf(colour: Colour, frame: Frame, y: number): Point | undefined;
  /** Saves a screenshot in Xvfb's format (XWD). */
  keepPicture(path: string): void;
  close(): Promise<void>;
}

export type Colour = readonly [red: number, green: number, blue: number];

const SCREEN = { width: 1280, height: 900 };
/** More than a blinking caret, less than a menu or line of text. */
const MIN_CHANGE_PIXELS = 400;
const BUTTONS = { left: '1', right: '3' };
/** Mouse position without hover effects. */
const ASIDE: Point = { x: SCREEN.width - 1, y: SCREEN.height - 1 };

export async function openDesktop(tools: DesktopTools): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), 'clean-table-desktop-'));
  const home = join(folder, 'home');
  mkdirSync(home);
  const server = spawn(
    tools.display,
    [
      ...['-displayfd', '3', '-screen', '0', `${SCREEN.width}x${SCREEN.height}x24`],
      ...['-fbdir', folder, '-nolisten', 'tcp'],
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const number = await within(
    new Promise<string>((resolve, reject) => {
      server.stdio[3]?.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`The display ended (${code}).`)));
    }),
    20_000,
  );
  const display = `:${number}`;
  const picturePath = join(folder, 'Xvfb_screen0');
  const hands = async (...args: readonly string[]) =>
    (await run(tools.hands, args, { env: { ...process.env, DISPLAY: display } })).stdout;

  async function find(title: string): Promise<string | undefined> {
    const ids = await hands('search', '--onlyvisible', '--name', title).catch(() => '');
    return ids.trim().split('\n').at(-1) || undefined;
  }

  return {
    env: {
      DISPLAY: display,
      WAYLAND_DISPLAY: '',
      HOME: home,
      XDG_DATA_HOME: join(home, '.local', 'share'),
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
    },
    home,
    press: async (...keys) => void (await hands('key', ...keys)),
    type: async (text) => void (await hands('type', text)),
    async click({ x, y }, button = 'left') {
      await hands('mousemove', String(Math.round(x)), String(Math.round(y)), 'click', BUTTONS[button]);
      if (button === 'left') await hands('mousemove', String(ASIDE.x), String(ASIDE.y));
    },
    async focus(title) {
      const id = await waitUntilShown(`a window “${title}”`, () => find(title));
      await hands('windowfocus', '--sync', id);
      return frameFrom(await hands('getwindowgeometry', '--shell', id));
    },
    hasWindow: async (title) => (await find(title)) !== undefined,
    async see(what, act) {
      let last = readPixels(picturePath);
      const before = last;
      await act();
      await waitUntilShown(`${what} on the screen`, async () => {
        const now = readPixels(picturePath);
        const isStill = changes(last, now) < MIN_CHANGE_PIXELS;
        last = now;
        return isStill && changes(before, now) >= MIN_CHANGE_PIXELS;
      });
    },
    middleOf: (colour, frame, y) => middleOf(readPixels(picturePath), colour, frame, y),
    keepPicture: (path) => copyFileSync(picturePath, path),
    async close() {
      const isGone = new Promise((done) => server.once('exit', done));
      server.kill();
      await within(isGone, 10_000).catch(() => undefined);
      // The browser's last process may still write there.
      await pause(100);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

function frameFrom(shell: string): Frame {
  const number = (name: string) =>
    Number(new RegExp(`^${name}=(-?\\d+)$`, 'm').exec(shell)?.[1] ?? Number.NaN);
  return { x: number('X'), y: number('Y'), width: number('WIDTH'), height: number('HEIGHT') };
}

/** Four bytes per pixel, row by row: blue, green, red, unused. */
type Pixels = Buffer;

/** @source XWDFile.h of X11: header size, bytes per row, number of colours, each a 4-byte number */
function readPixels(path: string): Pixels {
  const picture = readFileSync(path);
  const start = picture.readUInt32BE(0) + 12 * picture.readUInt32BE(76);
  return picture.subarray(start, start + picture.readUInt32BE(48) * SCREEN.height);
}

function changes(before: Pixels, after: Pixels): number {
  let count = 0;
  for (let at = 0; at + 4 <= after.length; at += 4) {
    if (before.readUInt32LE(at) !== after.readUInt32LE(at)) count += 1;
  }
  return count;
}

function middleOf(pixels: Pixels, colour: Colour, { x, width }: Frame, y: number): Point | undefined {
  const wanted = [...colour].reverse();
  let best = { start: 0, length: 0 };
  let start = x;
  for (let at = x; at <= x + width; at += 1) {
    const offset = 4 * (y * SCREEN.width + at);
    const isIt = at < x + width && wanted.every((part, index) => pixels[offset + index] === part);
    if (isIt) continue;
    if (at - start > best.length) best = { start, length: at - start };
    start = at + 1;
  }
  return best.length === 0 ? undefined : { x: best.start + best.length / 2, y };
}
