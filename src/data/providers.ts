import type { Provider, SourceBook } from '#core/mail/provider.ts';

/**
 * The table of mail services; how it comes about and how a fact is corrected is in docs/data.md.
 *
 * Loaded when first asked for: a file of its own that no page needs in order to open. The build has checked it.
 */
export async function loadProviders(): Promise<readonly Provider[]> {
  const { default: providers } = await import('./generated/providers.json');
  return providers as unknown as readonly Provider[];
}

/** What the sources say, and where they are: only for the page that shows a fact's source. */
export async function loadSourceBook(): Promise<SourceBook> {
  const { default: book } = await import('./generated/provider-sources.json');
  return book as SourceBook;
}
