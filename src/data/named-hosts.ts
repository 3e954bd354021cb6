import type { NamedHosts } from '#core/page/finding.ts';
import { closest } from './closest.ts';

/** @param companies - `hosts` include their subdomains; separated by spaces */
export function namedHosts(
  companies: readonly { readonly name: string; readonly hosts: string }[],
): NamedHosts {
  const byDomain = new Map(
    companies.flatMap(({ name, hosts }) => hosts.split(' ').map((host) => [host, name] as const)),
  );
  return { nameOf: (host) => closest(byDomain, host) };
}
