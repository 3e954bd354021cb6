/** Longer than any host name (RFC 1035 §2.3.4): not one. */
const MAX_HOST_LENGTH = 253;

/**
 * Domains of throw-away mailboxes; exact, so that nobody else's domain is ever taken for one.
 *
 * Loaded when first asked for: only the page that looks at recipients needs it.
 *
 * @returns whether a registrable domain is one
 */
export async function loadDisposable(): Promise<(domain: string) => boolean> {
  const { domains } = await import('./generated/disposable.json');
  const all = new Set(unpackDomains(domains));
  return (domain) => domain.length <= MAX_HOST_LENGTH && all.has(domain);
}

/**
 * Reads sorted names with turned labels. Each is a letter for how much of the one before it begins with (`A`:
 * nothing, `E`: four characters) and the rest; `Acom.a~Eb` is `amail.com` and `b.com`.
 * `scripts/disposable.ts` writes them.
 */
export function* unpackDomains(packed: string): Generator<string> {
  let before = '';
  for (const [, shared = 'A', rest = ''] of packed.matchAll(/([A-Z])([^A-Z]*)/g)) {
    before = before.slice(0, shared.charCodeAt(0) - A) + rest.replaceAll('~', 'mail');
    yield before.split('.').toReversed().join('.');
  }
}

const A = 65;
