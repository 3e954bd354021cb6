import { signInHosts } from '#core/session/sign-in-cookie.ts';
import type { Memory, SignIns, Tabs } from '../ports.ts';

/**
 * Adds the sites that left a lasting sign-in to those where the person should sign out. Hosts only.
 *
 * @returns whether there were any
 */
export async function findSignIns({
  memory,
  signIns,
}: {
  memory: Memory;
  signIns: SignIns;
}): Promise<boolean> {
  const [session, hosts = [], secrets = {}, baseline] = await Promise.all([
    memory.session.get(),
    memory.hosts.get(),
    memory.signOutEntries.get(),
    memory.baseline.get(),
  ]);
  if (!session) return false;
  const found = signInHosts(await signIns.newCookies(baseline), hosts, Object.keys(secrets));
  if (found.length === 0) return false;
  const added = found.map((host) => [host, { origin: `https://${host}`, isDone: false, isGuess: true }]);
  await memory.signOutEntries.update((known = {}) => ({ ...Object.fromEntries(added), ...known }));
  return true;
}

/** The person says whether they signed out there; other hosts are unknown and change nothing. */
export async function markSignedOut(memory: Memory, host: string, isDone: boolean): Promise<void> {
  await memory.signOutEntries.update((entries) => {
    const entry = entries?.[host];
    return entry ? { ...entries, [host]: { ...entry, isDone } } : entries;
  });
}

/** @param pageOf - where a site lets people sign out, where that is known */
export async function openSignOut(
  { memory, tabs }: { memory: Memory; tabs: Pick<Tabs, 'open'> },
  host: string,
  pageOf: (host: string) => string | undefined,
): Promise<void> {
  const entry = (await memory.signOutEntries.get())?.[host];
  if (entry) await tabs.open(pageOf(host) ?? entry.origin);
}
