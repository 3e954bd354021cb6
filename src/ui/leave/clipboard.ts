/**
 * Empties the clipboard; on a click, and with the permission also without one.
 *
 * An empty `setData` in a `copy` event replaces the content; the async clipboard API is the fallback.
 *
 * @returns whether the browser reports success
 * @throws never
 */
export async function clearClipboard(document: Document): Promise<boolean> {
  if (copyNothing(document)) return true;
  try {
    await document.defaultView?.navigator.clipboard.writeText('');
    return true;
  } catch {
    return false;
  }
}

function copyNothing(document: Document): boolean {
  let wasAsked = false;
  function onCopy(event: ClipboardEvent): void {
    event.clipboardData?.setData('text/plain', '');
    event.preventDefault();
    wasAsked = true;
  }
  document.addEventListener('copy', onCopy, { once: true });
  try {
    return document.execCommand('copy') && wasAsked;
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', onCopy);
  }
}
