/** RFC 1035 §2.3.4. */
const MAX_HOST_LENGTH = 253;

/**
 * Loads the domains of disposable mailboxes. An exact list, so that no other domain matches.
 *
 * Loaded on demand: only the page for recipients needs it.
 *
 * @returns whether a registrable domain is on it
 */
export async function loadDisposable(): Promise<(domain: string) => boolean> {
  const { domains } = await import('./generated/disposable.json');
  const all = new Set(unpackDomains(domains));
  return (domain) => domain.length <= MAX_HOST_LENGTH && all.has(domain);
}

/**
 * Unpacks sorted names with reversed labels. Each is a letter for the length of the prefix shared with the previous one
 * (`A`: nothing, `E`: four characters) and the rest; `Acom.a~Eb` is `amail.com` and `b.com`. Written by
 * `scripts/disposable.ts`.
 */
export function* unpackDomains(packed: string): Generator<string> {
  let before = '';
  for (const [, shared = 'A', rest = ''] of packed.matchAll(/([A-Z])([^A-Z]*)/g)) {
    before = before.slice(0, shared.charCodeAt(0) - A) + rest.replaceAll('~', 'mail');
    yield before.split('.').toReversed().join('.');
  }
}

const A = 65;
