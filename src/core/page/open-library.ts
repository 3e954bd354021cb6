/** Libraries that everybody can put into a page, known by the names of their files and calls. */
export const LIBRARY_KINDS = ['recognizer', 'recorder'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

export interface Library {
  readonly name: string;
  readonly kind: LibraryKind;
}

export interface LibraryEntry extends Library {
  /** Names of its files without versions and endings, separated by blanks; whole names, never parts of one. */
  readonly files: string;
  /** Names of folders that hold it, as packages have them. */
  readonly folders: string;
  /** How a page calls it in a script of its own. */
  readonly calls: readonly string[];
}

/** What comes after the name of a file: how it was packed, and which version it is. */
const ENDINGS = /([.-](js|mjs|cjs|min|umd|esm|iife|cjs|bundle|prod|production|v?\d{1,9}))+$/;
const MAX_TEXT = 200_000;

/** @param scripts - each with its address, or '' and the text that stands in the page */
export function librariesIn(
  libraries: readonly LibraryEntry[],
  scripts: readonly { readonly src: string; readonly text: string }[],
): string[] {
  const used = libraries.filter((library) =>
    scripts.some(({ src, text }) => isOfLibrary(library, src, text)),
  );
  return used.map(({ name }) => name);
}

function isOfLibrary({ files, folders, calls }: LibraryEntry, src: string, text: string): boolean {
  if (src === '') {
    const start = text.slice(0, MAX_TEXT);
    return calls.some((call) => start.includes(call));
  }
  const parts = pathOf(src).toLowerCase().split('/');
  const file = (parts.pop() ?? '').replace(ENDINGS, '');
  // A package may carry its version after its name.
  const names = parts.map((part) => (part.lastIndexOf('@') > 0 ? part.slice(0, part.indexOf('@', 1)) : part));
  return (
    files.split(' ').includes(file || ' ') ||
    folders.split(' ').some((folder) => names.includes(folder || ' '))
  );
}

function pathOf(src: string): string {
  try {
    return new URL(src).pathname;
  } catch {
    return '';
  }
}
