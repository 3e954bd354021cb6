/** RFC 1035 §2.3.4. */
const MAX_HOST_LENGTH = 253;

/** Look-up by the longest matching domain. Only whole labels match. */
export function closest<Value>(byDomain: ReadonlyMap<string, Value>, host: string): Value | undefined {
  if (host.length > MAX_HOST_LENGTH) return undefined;
  for (let rest = host; rest !== ''; rest = rest.slice(rest.indexOf('.') + 1)) {
    const value = byDomain.get(rest);
    if (value !== undefined) return value;
    if (!rest.includes('.')) return undefined;
  }
  return undefined;
}
