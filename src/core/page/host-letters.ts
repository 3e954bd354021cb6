import { decode } from 'punycode/punycode.es6.js';

/** ASCII characters → characters that look like them. */
export interface ConfusableTable {
  /** Identical by the table of UTS #39. */
  readonly same: Readonly<Record<string, string>>;
  /** Different by a stroke or a hook, by the same table. */
  readonly near: Readonly<Record<string, string>>;
}

export interface LetterMaps {
  readonly same: ReadonlyMap<string, string>;
  readonly near: ReadonlyMap<string, string>;
}

/**
 * Lower-case Cyrillic and Greek letters that pass for Latin ones among Latin letters; without those they
 * form legitimate words. UTS #39 compares shapes more strictly than a hurried reader.
 *
 * @source components/url_formatter/spoof_checks/skeleton_generator.cc (Chromium adds letters for the same reason)
 */
const ALIKE_IN_A_MIX: ReadonlyMap<string, string> = new Map(
  Object.entries({
    b: 'вьβ',
    e: 'єε',
    h: 'н',
    k: 'кκ',
    m: 'мμ',
    n: 'пη',
    t: 'тτ',
    u: 'иμ',
    w: 'шω',
    x: 'χ',
  }).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

export function letterMaps({ same, near }: ConfusableTable): LetterMaps {
  return { same: inverted(same), near: inverted(near) };
}

function inverted(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([letters, others]) =>
      [...others].map((other) => [other, letters] as const),
    ),
  );
}

/**
 * One label of a host name as a person sees it.
 *
 * @returns the label itself if it is not Punycode, or malformed
 * @throws never
 */
export function lettersOf(label: string): string {
  if (!label.startsWith('xn--')) return label;
  try {
    return decode(label.slice(4)).normalize('NFC').toLowerCase();
  } catch {
    return label;
  }
}

export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
  return /^[\x00-\x7f]*$/.test(text);
}

/** Whether Latin letters are mixed with another script's; digits and marks belong to every script. */
export function isMixed(text: string): boolean {
  return /\p{Script=Latin}/u.test(text) && /[^\p{Script=Latin}\P{L}]/u.test(text);
}

/** Replaces characters by the ASCII ones they look identical to. */
export function sameLetters(text: string, { same }: LetterMaps): string {
  if (isAscii(text)) return text;
  return [...text].map((letter) => same.get(letter) ?? letter).join('');
}

/** Also removes accents, strokes and hooks; in mixed scripts also applies `ALIKE_IN_A_MIX`. */
export function nearLetters(text: string, { same, near }: LetterMaps): string {
  if (isAscii(text)) return text;
  const mix = isMixed(text);
  return [...text.normalize('NFD').replace(/\p{M}/gu, '')]
    .map(
      (letter) =>
        same.get(letter) ?? near.get(letter) ?? (mix ? ALIKE_IN_A_MIX.get(letter) : undefined) ?? letter,
    )
    .join('');
}
