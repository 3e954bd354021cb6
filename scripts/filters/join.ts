/**
 * Joins `urlFilter` patterns into one regular expression, as a prefix trie: the URL is then matched once instead of
 * once per pattern.
 */

/** A trie node. At `isEnd` a pattern ends, and its continuations are redundant. */
interface Node {
  isEnd: boolean;
  readonly next: Map<string, Node>;
}

const newNode = (): Node => ({ isEnd: false, next: new Map() });

/** Regular expressions for the anchors of a pattern. */
const STARTS: readonly (readonly [mark: string, source: string])[] = [
  ['||', '^[a-z]+:\\/\\/(?:[^\\/?#]*\\.)?'],
  ['|', '^'],
  ['', ''],
];

/** @returns the source of an expression that matches whatever any of the patterns matches */
export function joinedSource(patterns: readonly string[], isCaseSensitive: boolean): string {
  const roots = new Map<string, Node>();
  for (const pattern of patterns) {
    const [mark = '', start = ''] = STARTS.find(([begin]) => pattern.startsWith(begin)) ?? [];
    const root = roots.get(start) ?? newNode();
    roots.set(start, root);
    const body = pattern.slice(mark.length);
    add(root, piecesOf(isCaseSensitive ? body : body.toLowerCase()));
  }
  return [...roots].map(([start, root]) => start + sourceOf(root)).join('|');
}

/** Splits a pattern into single characters, each as an expression. */
function piecesOf(body: string): readonly string[] {
  const isClosed = body.length > 1 && body.endsWith('|');
  const letters = [...(isClosed ? body.slice(0, -1) : body)].map((letter) => {
    if (letter === '*') return '.*';
    if (letter === '^') return '(?:[^\\w.%-]|$)';
    return letter.replace(/[.+?${}()[\]\\/|]/, '\\$&');
  });
  return isClosed ? [...letters, '$'] : letters;
}

function add(root: Node, pieces: readonly string[]): void {
  let node = root;
  for (const piece of pieces) {
    const next = node.next.get(piece) ?? newNode();
    node.next.set(piece, next);
    node = next;
  }
  node.isEnd = true;
}

function sourceOf({ isEnd, next }: Node): string {
  if (isEnd) return '';
  const branches = [...next].map(([piece, node]) => piece + sourceOf(node));
  return branches.length === 1 ? branches.join('') : `(?:${branches.join('|')})`;
}
