import type { Provider, SourceBook } from '#core/mail/provider.ts';

/**
 * Loads the table of mail services; docs/data.md says how it is made and how to correct a fact.
 *
 * A file of its own, loaded on demand. The build has validated it.
 */
export async function loadProviders(): Promise<readonly Provider[]> {
  const { default: providers } = await import('./generated/providers.json');
  return providers as unknown as readonly Provider[];
}

/** Loads the sources and notes, for the page that shows them. */
export async function loadSourceBook(): Promise<SourceBook> {
  const { default: book } = await import('./generated/provider-sources.json');
  return book as SourceBook;
}
