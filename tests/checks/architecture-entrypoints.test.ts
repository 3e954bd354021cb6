import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { filesIn, read } from './files.ts';

/**
 * All that wiring needs: imports, names for what is made, calls, functions that hand on. Not in the list, and so seen:
 * `if`, `switch`, `?:`, `??`, `&&`, `||`, `?.`, comparisons, loops, `try`, `throw`, `new`, assignments, default values.
 */
const WIRING: ReadonlySet<string> = new Set([
  ...['Program', 'ImportDeclaration', 'ImportSpecifier', 'ImportDefaultSpecifier', 'ImportExpression'],
  ...['ExportNamedDeclaration', 'ExportDefaultDeclaration', 'VariableDeclaration', 'VariableDeclarator'],
  ...['ExpressionStatement', 'BlockStatement', 'ReturnStatement', 'FunctionExpression'],
  ...['ArrowFunctionExpression', 'CallExpression', 'AwaitExpression', 'UnaryExpression', 'MemberExpression'],
  ...['ObjectExpression', 'ArrayExpression', 'Property', 'SpreadElement', 'RestElement', 'ObjectPattern'],
  ...[
    'ArrayPattern',
    'Identifier',
    'Literal',
    'ParenthesizedExpression',
    'TSTypeAnnotation',
    'TSTypeReference',
  ],
]);

interface Node {
  readonly type?: string;
  readonly kind?: string;
  readonly operator?: string;
  readonly start?: number;
  readonly property?: { readonly name?: string };
}

/** Why this is no wiring; `undefined` where it is. */
function decisionIn({ type, kind, operator, property }: Node): string | undefined {
  if (type === undefined) return undefined;
  if (!WIRING.has(type)) return type;
  if (type === 'VariableDeclaration' && kind !== 'const') return `${kind}: a state`;
  if (type === 'UnaryExpression' && operator !== 'void') return `operator ${operator}`;
  if (type === 'MemberExpression' && property?.name === 'catch') return 'catch: the mapping of a failure';
  return undefined;
}

/** Line and kind of each decision in a program. */
function decisionsIn(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    const decision = decisionIn(node);
    const line = text.slice(0, node.start).split('\n').length;
    if (decision !== undefined) found.push(`${path}:${line}: ${decision}`);
    for (const part of Object.values(value)) visit(part);
  };
  visit(parseSync(path, text).program);
  return found;
}

describe('entrypoints', () => {
  it.each(filesIn('entrypoints', /\.tsx?$/))('%s contains no logic', (path) => {
    const instead = 'move it to src/app, or to the adapter in src/browser, or to the controller in src/ui';
    expect(decisionsIn(path, read(path)), instead).toEqual([]);
  });

  it.each([
    ["'popup/get': ({ tabId }) => views.popup(tabId)", []],
    ['a: (...all) => void run(...all)', []],
    ['a: async () => (await make()).value', []],
    ['a: () => isOpen ? show() : open()', ['ConditionalExpression']],
    ['a: () => known ?? ask()', ['LogicalExpression']],
    ['a: () => isOpen && show()', ['LogicalExpression']],
    ['a: () => known?.show()', ['ChainExpression']],
    ['a: () => { if (isOpen) show(); }', ['IfStatement']],
    ['a: (id = 7) => show(id)', ['AssignmentPattern']],
    ['a: () => ask().catch(nothing)', ['catch: the mapping of a failure']],
    ['a: () => !isOpen', ['operator !']],
    ['a: () => { count = 1; }', ['AssignmentExpression']],
    ['a: () => { let count; }', ['let: a state']],
    ['a: () => { try { show(); } finally { hide(); } }', ['TryStatement']],
  ])('with and without logic are distinguished: %s', (property, kinds) => {
    const found = decisionsIn('x.ts', `export const handlers = { ${property} };`);
    expect(found.map((line) => line.replace(/^x\.ts:1: /, ''))).toEqual(kinds);
  });
});
