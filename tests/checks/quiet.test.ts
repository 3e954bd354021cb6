import { describe, expect, it } from 'vitest';
import { filesIn, read, withoutComments } from './files.ts';

/**
 * The product makes no network requests: not in its pages, background and content scripts. A request from a café would
 * identify the person.
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

/** URLs in code, except match patterns, hosts from variables, and the reserved `.example` (RFC 2606). */
const ADDRESS = /['"`(=]\s*(https?|wss?):\/\/(?!\*|\$\{|[\w.-]+\.example\b(?![.\w]))[^'"`\s]*/g;

const code = [...filesIn('src', /\.tsx?$/), ...filesIn('entrypoints', /\.tsx?$/)];
const markup = [...filesIn('src', /\.(css|html|svg)$/), ...filesIn('entrypoints', /\.(css|html|svg)$/)];

function asksIn(source: string): readonly string[] {
  return ASKS.filter(([, pattern]) => pattern.test(source)).map(([name]) => name);
}

describe('the product makes no requests', () => {
  it.each([
    ["await fetch('/x')", ['fetch']],
    ['globalThis.fetch(url)', ['fetch']],
    ['new XMLHttpRequest()', ['XMLHttpRequest']],
    ['navigator.sendBeacon(url)', ['sendBeacon']],
    ['new WebSocket(url)', ['WebSocket']],
    ['const prefetched = refetch (x)', []],
  ])('would be detected in %s', (source, names) => {
    expect(asksIn(source)).toEqual(names);
  });

  it('uses no API for requests', () => {
    const found = code.flatMap((path) =>
      asksIn(withoutComments(read(path))).map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('contains no URL in its code: they come from data or from the person', () => {
    const found = code.flatMap((path) =>
      [...withoutComments(read(path)).matchAll(ADDRESS)].map(([text]) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('contains no URL in pages, styles and images, except the SVG namespace', () => {
    const found = markup.flatMap((path) =>
      [...read(path).matchAll(/(https?:)?\/\/[a-z][^\s'")]*/g)]
        .map(([text]) => text)
        .filter((text) => text !== 'http://www.w3.org/2000/svg')
        .map((text) => `${path}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it('loads no code from text', () => {
    const found = code.filter((path) =>
      /\beval\s*\(|\bnew Function\b|dangerouslySetInnerHTML|\.innerHTML\b|insertAdjacentHTML|document\.write\b/.test(
        withoutComments(read(path)),
      ),
    );
    expect(found).toEqual([]);
  });
});
