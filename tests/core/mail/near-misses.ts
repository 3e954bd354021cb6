/**
 * Generates at least five hundred names of other owners that contain a real sign-in host, in ways that would fool a
 * careless comparison.
 *
 * @param hosts - the real ones
 */
export function nearMisses(hosts: readonly string[]): readonly string[] {
  const real = new Set(hosts);
  const made = hosts.flatMap((host) => {
    const [first = '', ...rest] = host.split('.');
    const parent = rest.join('.');
    return [
      `${host}.evil.example`,
      `${host}-login.example`,
      `x${host}`,
      `x.${host}`,
      `www-${host}`,
      `${first}-${parent}`,
      `${first}x.${parent}`,
      `${host.replaceAll('.', '-')}.example`,
      `${host.slice(0, -1)}`,
      `${host}m`,
    ];
  });
  return [...new Set(made)].filter((host) => !real.has(host));
}
