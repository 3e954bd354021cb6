import { describe, expect, it } from 'vitest';
import { findBrowser, findDesktopTools, type Machine } from '../../scripts/browsers.ts';

const CACHED = '/home/sam/.cache/puppeteer/chrome/linux-150/chrome';

interface Parts {
  readonly programs?: readonly string[];
  readonly env?: Record<string, string>;
  readonly platform?: NodeJS.Platform;
  readonly isRoot?: boolean;
  readonly isDebian?: boolean;
  /** Output by command; all others fail. */
  readonly prints?: Record<string, string>;
  readonly appearsWithApt?: readonly string[];
}

function machine(parts: Parts): Machine & { readonly ran: string[] } {
  const ran: string[] = [];
  const programs = [...(parts.programs ?? [])];
  return {
    ran,
    platform: parts.platform ?? 'linux',
    env: { PATH: '/usr/local/bin:/usr/bin', ...parts.env },
    home: '/home/sam',
    isRoot: parts.isRoot ?? false,
    isDebian: parts.isDebian ?? false,
    isExecutable: (path) => programs.includes(path),
    run(command, args) {
      const words = [command.startsWith('apt') ? command : 'puppeteer', ...args.slice(-3)].join(' ');
      ran.push(words);
      if (command === 'apt-get' && args.includes('install') && parts.appearsWithApt) {
        programs.push(...parts.appearsWithApt);
      }
      return Object.entries(parts.prints ?? {}).find(([part]) => words.includes(part))?.[1];
    },
    say: () => {},
  };
}

describe('findBrowser', () => {
  it('prefers the environment variable', () => {
    const here = machine({ programs: ['/opt/c', '/usr/bin/chromium'], env: { CHROMIUM_PATH: '/opt/c' } });
    expect(findBrowser('chromium', here)).toBe('/opt/c');
  });

  it('reports an environment variable that names nothing executable', () => {
    const here = machine({ programs: ['/usr/bin/firefox'], env: { FIREFOX_PATH: '/opt/gone' } });
    expect(() => findBrowser('firefox', here)).toThrow('FIREFOX_PATH is set to /opt/gone');
  });

  it.each([
    ['chromium', '/usr/bin/chromium'],
    ['chromium', '/usr/local/bin/google-chrome'],
    ['firefox', '/usr/bin/firefox-esr'],
  ] as const)('finds %s on the path at %s', (name, path) => {
    expect(findBrowser(name, machine({ programs: [path] }))).toBe(path);
  });

  it('prefers Chromium to branded Chrome, which ignores --load-extension', () => {
    const here = machine({ programs: ['/usr/local/bin/google-chrome', '/usr/bin/chromium'] });
    expect(findBrowser('chromium', here)).toBe('/usr/bin/chromium');
  });

  it('looks in the program folders of macOS', () => {
    const path = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(findBrowser('firefox', machine({ platform: 'darwin', programs: [path] }))).toBe(path);
  });

  it('looks in the program folders of Windows', () => {
    const path = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    const here = machine({ platform: 'win32', env: { PROGRAMFILES: 'C:\\Program Files' }, programs: [path] });
    expect(findBrowser('firefox', here)).toBe(path);
  });

  it('then uses earlier downloads of puppeteer', () => {
    const prints = { 'browsers list': `firefox@153 (linux) /x\nchrome@150.0.1 (linux) ${CACHED}\n` };
    const here = machine({ programs: [CACHED], prints });
    expect(findBrowser('chromium', here)).toBe(CACHED);
    expect(here.ran).toHaveLength(1);
  });

  it('then downloads with puppeteer', () => {
    const here = machine({ programs: [CACHED], prints: { '--format': `${CACHED}\n` } });
    expect(findBrowser('chromium', here)).toBe(CACHED);
  });

  it('then installs with apt as root on Debian', () => {
    const here = machine({ isRoot: true, isDebian: true, appearsWithApt: ['/usr/bin/firefox-esr'] });
    expect(findBrowser('firefox', here)).toBe('/usr/bin/firefox-esr');
    expect(here.ran.at(-1)).toContain('apt-get');
  });

  it.each([
    { isRoot: false, isDebian: true },
    { isRoot: true, isDebian: false },
  ])('does not use apt otherwise, and says what to install: %o', (kind) => {
    const here = machine({ ...kind, appearsWithApt: ['/usr/bin/chromium'] });
    expect(() => findBrowser('chromium', here)).toThrow(/Install Chromium .* CHROMIUM_PATH/);
    expect(here.ran.join()).not.toContain('apt-get');
  });
});

describe('findDesktopTools', () => {
  const both = ['/usr/bin/Xvfb', '/usr/bin/xdotool'];
  const tools = { display: '/usr/bin/Xvfb', hands: '/usr/bin/xdotool' };

  it('uses installed tools, and runs nothing', () => {
    const here = machine({ programs: both, isRoot: true, isDebian: true });
    expect(findDesktopTools(here)).toEqual(tools);
    expect(here.ran).toEqual([]);
  });

  it('installs both with apt if one is missing', () => {
    const here = machine({
      programs: ['/usr/bin/Xvfb'],
      isRoot: true,
      isDebian: true,
      appearsWithApt: ['/usr/bin/xdotool'],
    });
    expect(findDesktopTools(here)).toEqual(tools);
    expect(here.ran.at(-1)).toMatch(/^apt-get .*xvfb xdotool$/);
  });

  it.each([
    { programs: ['/usr/bin/Xvfb'] },
    { programs: ['/usr/bin/xdotool'], isRoot: true },
    { programs: [], isRoot: true, isDebian: true },
  ])('returns nothing if one cannot be installed: %o', (parts) => {
    expect(findDesktopTools(machine(parts))).toBeUndefined();
  });
});
