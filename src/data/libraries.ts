import type { LibraryEntry } from '#core/page/open-library.ts';
import { libraries as entries } from './libraries.json';

export const libraries = entries as readonly LibraryEntry[];
