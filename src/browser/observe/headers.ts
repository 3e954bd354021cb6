import type browser from 'webextension-polyfill';

/** @param name - in lower case */
export function headerIn(
  headers: browser.WebRequest.HttpHeaders | undefined,
  name: string,
): string | undefined {
  return headers?.find((header) => header.name.toLowerCase() === name)?.value;
}
