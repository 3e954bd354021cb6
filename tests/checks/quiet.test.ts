import { describe, expect, it } from 'vitest';
import { filesIn, read, withoutComments } from './files.ts';

/**
 * The product asks nobody on the network for anything: no page of ours, no background, no script of
 * ours in a page. A request of our own from a café would be the mark by which a person is found.
 */
const ASKS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['fetch', /(?<![.\w])(?:globalThis\.|window\.|self\.)?fetch\s*\(/],
  ['XMLHttpRequest', /\bXMLHttpRequest\b/],
  ['WebSocket', /\bWebSocket(Stream)?\b/],
  ['WebTransport', /\bWebTransport\b/],
  ['EventSource', /\bEventSource\b/],
  ['sendBeacon', /\bsendBeacon\b/],
  ['RTCPeerConnection', /\bRTCPeerConnection\b/],
  ['importScripts', /\bimportScripts\b/],
  ['Worker', /\bnew\s+(Shared)?Worker\b/],
  ['Image', /\bnew\s+(Image|Audio)\b/],
  ['FontFace', /\bnew\s+FontFace\b/],
  ['prefetch', /\b(prefetch|preconnect|dns-prefetch)\b/],
];

/**
 * Patterns of pages are not addresses that are asked, hosts of the session are not ours, and nobody
 * answers at `.example` (RFC 2606).
 */
const ADDRESS = /['"`(=]\s*(https?|wss?):\/\/(?!\*|\$\{|[\w.-]+\.example\b(?![.\w]))[^'"`\s]*/g;

const code = [...filesIn('src', /\.tsx?$/), ...filesIn('entrypoints', /\.tsx?$/)];
const markup = [...filesIn('src', /\.(css|html|svg)$/), ...filesIn('entrypoints', /\.(css|html|svg)$/)];

function asksIn(source: string): readonly string[] {
  return ASKS.filter(([, pattern]) => pattern.test(source)).map(([name]) => name);
}

describe('the product asks nobody', () => {
  it.each([
    ["await fetch('/x')", ['fetch']],
    ['globalThis.fetch(url)', ['fetch']],
    ['new XMLHttpRequest()', ['XMLHttpRequest']],
    ['navigator.sendBeacon(url)', ['sendBeacon']],
    ['new WebSocket(url)', ['WebSocket']],
    ['const prefetched = refetch (x)', []],
  ])('would see %s', (source, names) => {
    expect(asksIn(source)).toEqual(names);
  });

  it('uses no interface that asks', () => {
    const found = code.flatMap((path) =>
      asksIn(withoutComments(read(path))).map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('names no address in its code: what is shown comes from data, what is opened from the person', () => {
    const found = code.flatMap((path) =>
      [...withoutComments(read(path)).matchAll(ADDRESS)].map(([text]) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('names no address in its pages, styles and pictures, but the name of the picture format', () => {
    const found = markup.flatMap((path) =>
      [...read(path).matchAll(/(https?:)?\/\/[a-z][^\s'")]*/g)]
        .map(([text]) => text)
        .filter((text) => text !== 'http://www.w3.org/2000/svg')
        .map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('loads no code as text', () => {
    const found = code.filter((path) =>
      /\beval\s*\(|\bnew Function\b|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write\b/.test(
        withoutComments(read(path)),
      ),
    );
    expect(found).toEqual([]);
  });
});
