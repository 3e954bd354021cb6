import type { SignInHosts } from '#core/page/finding.ts';
import { closest } from './closest.ts';
import { hosts } from './generated/sign-in-hosts.json';

const byDomain = new Map(hosts.split(' ').map((host) => [host, true] as const));

/** Hosts of federated sign-in. */
export const signInHosts: SignInHosts = { has: (host) => closest(byDomain, host) ?? false };
