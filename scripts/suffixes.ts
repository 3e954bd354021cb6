import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SuffixTree } from '../src/core/network/suffix-lookup.ts';

/**
 * Format of the public suffix list in `tldts`: a tree with the labels of all edges in one text, and numeric arrays. A
 * node has kinds of rules and its first edge; an edge has a length and a target node.
 */
interface Packed extends Edges {
  readonly nodeFlags: ArrayLike<number>;
  readonly edgeStart: ArrayLike<number>;
  readonly rulesRoot: number;
  readonly exceptionsRoot: number;
}

interface Edges {
  readonly edgeLength: ArrayLike<number>;
  readonly edgeChild: ArrayLike<number>;
  readonly labelText: string;
}

interface Edge {
  readonly label: string;
  readonly next: number;
}

const LOOKUP = /\/tldts\/dist\/es6\/src\/suffix-trie\.js$/;
const OURS = fileURLToPath(new URL('../src/core/network/suffix-lookup.ts', import.meta.url));

/** Build plugin that replaces the look-up and data of `tldts` by our own. */
export const shortSuffixes = {
  name: 'short-suffixes',
  load: (id: string) =>
    LOOKUP.test(id)
      ? `import { createSuffixLookup } from ${JSON.stringify(OURS)};
         export default /* @__PURE__ */ createSuffixLookup(${JSON.stringify(suffixTree())});`
      : undefined,
};

/** Converts the list of the package for `createSuffixLookup`. */
export function suffixTree(): SuffixTree {
  const { nodeFlags, edgeStart, rulesRoot, exceptionsRoot, ...packed } = readPacked();
  const edges = edgesOf(packed);
  const lines = Array.from(nodeFlags, (kinds, node) =>
    [kinds, ...groupsOf(edges.slice(edgeStart[node], edgeStart[node + 1]))].join(','),
  );
  return { lines: lines.join('\n'), rules: rulesRoot, exceptions: exceptionsRoot };
}

function readPacked(): Packed {
  return createRequire(import.meta.url)('tldts/dist/cjs/src/data/trie.js');
}

function edgesOf({ edgeLength, edgeChild, labelText }: Edges): readonly Edge[] {
  let end = 0;
  return Array.from(edgeLength, (length, edge) => {
    end += length;
    return { label: labelText.slice(end - length, end), next: edgeChild[edge] ?? 0 };
  });
}

/** Groups edges by target line, because most edges of a node share a few targets. */
function groupsOf(edges: readonly Edge[]): readonly string[] {
  const groups = new Map<number, string>();
  for (const { label, next } of edges) groups.set(next, `${groups.get(next) ?? next} ${label}`);
  return [...groups.values()];
}
