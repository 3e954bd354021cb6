/**
 * The first 53 bits of SHA-256, as many as a number holds: for comparing values without storing them. A page cannot
 * create a cookie that collides with one from before the session.
 *
 * @param parts - JSON values
 * @source FIPS 180-4, https://doi.org/10.6028/NIST.FIPS.180-4
 */
export async function hashOf(...parts: readonly unknown[]): Promise<number> {
  const text = new TextEncoder().encode(JSON.stringify(parts));
  const digest = new DataView(await crypto.subtle.digest('SHA-256', text));
  return digest.getUint32(0) * 2 ** 21 + (digest.getUint32(4) >>> 11);
}
