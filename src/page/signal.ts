/**
 * Lets a page read what is sent with its requests: `navigator.globalPrivacyControl`, as Firefox and others have
 * it (https://www.w3.org/TR/gpc/). Looks like the browser's own, so that it tells of no extension.
 */
export function signal(): void {
  // Bound, so that its text is that of the browser's own functions.
  const isTrue = (() => true).bind(undefined);
  Object.defineProperty(isTrue, 'name', { value: 'get globalPrivacyControl' });
  Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', {
    get: isTrue,
    configurable: true,
    enumerable: true,
  });
}
