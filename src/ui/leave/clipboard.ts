/**
 * Empties the clipboard; works on a click, and with the permission also without one.
 *
 * An empty `setData` replaces what was there; the newer interface is only tried where the old one is gone.
 *
 * @returns whether the browser says that it did
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
