/** Longer than any host name (RFC 1035 §2.3.4): not one. */
const MAX_HOST_LENGTH = 253;

/** Walks from the whole name to its last label, so the closest entry wins and parts of labels never match. */
export function closest<Value>(byDomain: ReadonlyMap<string, Value>, host: string): Value | undefined {
  if (host.length > MAX_HOST_LENGTH) return undefined;
  for (let rest = host; rest !== ''; rest = rest.slice(rest.indexOf('.') + 1)) {
    const value = byDomain.get(rest);
    if (value !== undefined) return value;
    if (!rest.includes('.')) return undefined;
  }
  return undefined;
}
