import { describe, expect, it } from 'vitest';
import { filesIn, read } from './files.ts';

/**
 * Words of our own that gave way to those of the field. To be deleted once nobody remembers them.
 *
 * What tests and other programs rely on keeps its name (docs/testing.md): `sitting` as a value, `data-in-clear`,
 * `?way=`; so do the sentences on screens, and titles of columns that quote them.
 */
const GONE: readonly (readonly [word: RegExp, now: string])[] = [
  [/(?<!['"`=\w])sittings?(?!['"`|\]:\w])|\bSitting\b|\b(?:sits|sit)\b(?!-)/, 'session'],
  [/\b(?:Stay|StayWatch|newStay)\b|\bstay\.look\b/, 'session timer'],
  [/protected-?first|protected address|plain address/i, 'HTTPS first, HTTPS address'],
  [/climb/i, 'upgrade attempt'],
  [/\b(?:LineMemory|ToldLine|readLine|watch-lines)\b/, 'network facts, TLS info'],
  [/\b(?:isDemanded|withDemand|readDemand)\b/, 'HSTS'],
  [/stop page|\bStopView\b|\bstopFor\b|\bmemory\.stop(?:ped)?\b/i, 'interstitial, blocked requests'],
  [/hold-?back\b|\bNearCause\b|\bisStandingFree\b/i, 'secret guard'],
  [/\bwatchers?\b(?!\.example)|\bWatcher(?:s|Block|Kind)?\b/, 'trackers'],
  [/(?<!data-)\bin-clear\b|\binClear\b|\bInClear\w*/, 'sent unencrypted'],
  [/\bLINK_MARKS\b|\bLevelMark\b/, 'tracking parameters, icons'],
  [/closer look|\b(?:lookCloser|closerLook|CloserLook)\b/i, 'deep scan'],
  [/\bcreateTurns\b|\bswitchFor\b/, 'serial queue, listener group'],
  [/point-at|\bpointAt\b/i, 'recipient selection'],
];

const files = [
  ...filesIn('src', /\.(tsx?|css)$/).filter((path) => !path.startsWith('src/data/generated')),
  ...filesIn('entrypoints', /\.tsx?$/),
  // Labels in the format of other projects.
  ...filesIn('scripts', /\.(ts|mjs)$/).filter((path) => path !== 'scripts/filters/labels.ts'),
  ...filesIn('tests', /\.tsx?$/).filter((path) => path !== 'tests/checks/words.test.ts'),
  // The decision record quotes the old words.
  ...filesIn('docs', /\.md$/).filter((path) => !path.includes('0026-words-and-rooms')),
];

describe('replaced words', () => {
  it.each(GONE)('%s', (word, now) => {
    const found = files.flatMap((path) =>
      read(path)
        .split('\n')
        .flatMap((line, index) => (word.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    );
    expect(found, `now: ${now}`).toEqual([]);
  });

  it.each([
    ['nothing is kept outside a sitting', true],
    ["scope: 'sitting'", false],
    ['`sitting` and `everything`', false],
    ['https://watcher.example/', false],
    ['what a watcher asks for', true],
    ['data-in-clear={host}', false],
  ])('are distinguished from names that stay: %s', (line, isFound) => {
    expect(GONE.some(([word]) => word.test(line))).toBe(isFound);
  });
});
