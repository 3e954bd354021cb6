const MOST = 64;
const KEPT_AT_START = 20;

/**
 * A host name has up to 253 characters, and would push the buttons off a small screen. Its end says whose it
 * is, its start what it pretends to be.
 */
export function shortName(name: string): string {
  if (name.length <= MOST) return name;
  return `${name.slice(0, KEPT_AT_START)}…${name.slice(KEPT_AT_START + 1 - MOST)}`;
}
