import { lazy } from '#lib/lazy.ts';

/** The public suffix list as a tree in text form. */
export interface SuffixTree {
  /**
   * One line per node: a bit set of the rule kinds that end there, then its edges, grouped by the line they
   * lead to, as in `1,0 org net,12 com`.
   */
  readonly lines: string;
  readonly rules: number;
  readonly exceptions: number;
}

/** The options and the result object that `tldts` passes to a look-up. */
interface Allowed {
  readonly allowIcannDomains: boolean;
  readonly allowPrivateDomains: boolean;
}
interface Answer {
  isIcann: boolean | null;
  isPrivate: boolean | null;
  publicSuffix: string | null;
}

interface Node {
  readonly kinds: number;
  readonly edges: ReadonlyMap<string, number>;
}

const ICANN = 1;
const PRIVATE = 2;

/**
 * A replacement for the look-up of `tldts`, with the same results. The original parses the whole tree whenever
 * a background or page starts; this one parses a node when a name leads to it.
 *
 * @returns a look-up that fills in its result and returns whether an exception rule matched
 * @source https://github.com/publicsuffix/list/wiki/Format#algorithm
 */
export function createSuffixLookup({ lines, rules, exceptions }: SuffixTree) {
  const all = lazy(() => lines.split('\n'));
  const read = new Map<number, Node>();

  function nodeAt(line: number): Node {
    const node = read.get(line) ?? readNode(all()[line] ?? '');
    read.set(line, node);
    return node;
  }

  function longest(labels: readonly string[], root: number, kinds: number) {
    let found: { readonly at: number; readonly kinds: number } | undefined;
    let node = nodeAt(root);
    for (let at = labels.length - 1; at >= 0; at--) {
      const label = labels[at] ?? '';
      const next = node.edges.get(label) ?? (label === '' ? undefined : node.edges.get('*'));
      if (next === undefined) break;
      node = nodeAt(next);
      if ((node.kinds & kinds) !== 0) found = { at, kinds: node.kinds };
    }
    return found;
  }

  return (host: string, allowed: Allowed, answer: Answer): boolean => {
    const labels = host.split('.');
    const kinds = (allowed.allowIcannDomains ? ICANN : 0) | (allowed.allowPrivateDomains ? PRIVATE : 0);
    const exception = longest(labels, exceptions, kinds);
    const found = exception ?? longest(labels, rules, kinds);
    answer.isIcann = found !== undefined && (found.kinds & ICANN) !== 0;
    answer.isPrivate = found !== undefined && (found.kinds & PRIVATE) !== 0;
    // An exception rule excludes its first label from the suffix; without any rule the suffix is the last label.
    const start = exception ? exception.at + 1 : (found?.at ?? labels.length - 1);
    answer.publicSuffix = labels.slice(start).join('.');
    return exception !== undefined;
  };
}

function readNode(line: string): Node {
  const [kinds, ...groups] = line.split(',');
  const edges = new Map<string, number>();
  for (const group of groups) {
    const [first, ...labels] = group.split(' ');
    const next = Number(first);
    for (const label of labels) edges.set(label, next);
  }
  return { kinds: Number(kinds), edges };
}
