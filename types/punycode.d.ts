/** The part of the package that the core uses; the package comes without types. */
declare module 'punycode/punycode.es6.js' {
  /** @throws RangeError when the text is no Punycode */
  export function decode(label: string): string;
}
