import type { SignInHosts } from '#core/page/finding.ts';
import { closest } from './closest.ts';
import { hosts } from './generated/sign-in-hosts.json';

const byDomain = new Map(hosts.split(' ').map((host) => [host, true] as const));

/** Where people sign in for other sites, which sends them there and back. */
export const signInHosts: SignInHosts = { has: (host) => closest(byDomain, host) ?? false };
