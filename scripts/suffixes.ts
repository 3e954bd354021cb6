import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SuffixTree } from '../src/core/network/suffix-lookup.ts';

/**
 * How `tldts` keeps the list of public suffixes: a tree with the labels of all edges in one text, and numbers
 * about them. A node has kinds of rule and its first edge, an edge has a length and the node it leads to.
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

/** For the build: our look-up and our text in the place of those that `tldts` has. */
export const shortSuffixes = {
  name: 'short-suffixes',
  load: (id: string) =>
    LOOKUP.test(id)
      ? `import { createSuffixLookup } from ${JSON.stringify(OURS)};
         export default /* @__PURE__ */ createSuffixLookup(${JSON.stringify(suffixTree())});`
      : undefined,
};

/** The list of the package as `createSuffixLookup` reads it. */
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

/** Most edges of a node lead to the same few lines: each of these is named once. */
function groupsOf(edges: readonly Edge[]): readonly string[] {
  const groups = new Map<number, string>();
  for (const { label, next } of edges) groups.set(next, `${groups.get(next) ?? next} ${label}`);
  return [...groups.values()];
}
