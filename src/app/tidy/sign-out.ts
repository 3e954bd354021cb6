import { type CookieFacts, signInHosts } from '#core/session/sign-in-cookie.ts';
import { withGuesses, withSignedOut } from '#core/session/sign-out.ts';
import type { Baseline } from '#core/tidy/baseline.ts';
import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

/**
 * Adds hosts with a persistent sign-in cookie to the list of sites to sign out of.
 *
 * @returns whether there were any
 */
export async function findSignIns({
  memory,
  newCookies,
}: {
  memory: Memory;
  /** Cookies added or changed since the start of the session. */
  newCookies: (baseline: Baseline | undefined) => Promise<readonly CookieFacts[]>;
}): Promise<boolean> {
  const [hosts = {}, secrets = {}, baseline] = await Promise.all([
    memory.hosts.get(),
    memory.signOutEntries.get(),
    memory.baseline.get(),
  ]);
  const found = signInHosts(await newCookies(baseline), Object.keys(hosts), Object.keys(secrets));
  if (found.length === 0) return false;
  await memory.signOutEntries.update((known = {}) => withGuesses(known, found, hosts));
  return true;
}

/** The person says whether they signed out there. Unknown hosts are ignored. */
export async function markSignedOut(memory: Memory, host: string, isDone: boolean): Promise<void> {
  await memory.signOutEntries.update((entries) => entries && withSignedOut(entries, host, isDone));
}

/** @param pageOf - page where a site lists its sign-ins, if known */
export async function openSignOut(
  { memory, tabs }: { memory: Memory; tabs: Pick<Tabs, 'open'> },
  host: string,
  pageOf: (host: string) => string | undefined,
): Promise<void> {
  const entry = (await memory.signOutEntries.get())?.[host];
  if (entry) await tabs.open(pageOf(host) ?? entry.origin);
}
