export function rootElement(): HTMLElement {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element #root.');
  return root;
}

/** @returns a value of the page's own address; `undefined` where it has none of this name */
export function queryValue(name: string): string | undefined {
  return new URLSearchParams(location.search).get(name) ?? undefined;
}

export function hasQuery(name: string): boolean {
  return queryValue(name) !== undefined;
}

/** Today as lists write dates: `2026-11-24`, in UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
