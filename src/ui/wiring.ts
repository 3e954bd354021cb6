export function rootElement(): HTMLElement {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element #root.');
  return root;
}

/** @returns a query parameter of the page; `undefined` if missing */
export function queryValue(name: string): string | undefined {
  return new URLSearchParams(location.search).get(name) ?? undefined;
}

export function hasQuery(name: string): boolean {
  return queryValue(name) !== undefined;
}

/** Today's date in UTC, such as `2026-11-24`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}
