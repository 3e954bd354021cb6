const MOST = 64;
const KEPT_AT_START = 20;

/**
 * Shortens a host name, which can have up to 253 characters, in the middle: its end shows the owner, its start what it
 * pretends to be.
 */
export function shortName(name: string): string {
  if (name.length <= MOST) return name;
  return `${name.slice(0, KEPT_AT_START)}…${name.slice(KEPT_AT_START + 1 - MOST)}`;
}
