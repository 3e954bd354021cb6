/** Orders entries by key, by code unit: independent of the locale. */
export function byFirst([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
