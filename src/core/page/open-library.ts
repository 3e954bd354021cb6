/** Open-source libraries, recognized by the names of their files and calls. */
export const LIBRARY_KINDS = ['recognizer', 'recorder'] as const;
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

export interface Library {
  readonly name: string;
  readonly kind: LibraryKind;
}

export interface LibraryEntry extends Library {
  /** File names without version and extension, separated by spaces; matched as a whole. */
  readonly files: string;
  /** Names of package folders that contain it, separated by spaces. */
  readonly folders: string;
  /** How an inline script calls it. */
  readonly calls: readonly string[];
}

/** Suffixes of a file name: build variant, version and extension. */
const ENDINGS = /([.-](js|mjs|cjs|min|umd|esm|iife|cjs|bundle|prod|production|v?\d{1,9}))+$/;
const MAX_TEXT = 200_000;

/** @param scripts - with a URL, or with '' and the inline text */
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
  // A package folder may have its version after its name.
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
