/** A 53-bit hash: enough to tell one thing from another, useless to read. */
export function hashOf(...parts: readonly unknown[]): number {
  const identity = JSON.stringify(parts);
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < identity.length; index++) {
    const code = identity.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  return (high >>> 11) * 0x100000000 + (low >>> 0);
}
