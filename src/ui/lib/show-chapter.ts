/** To the part that the address names: it was not there yet when the browser looked for it. */
export function showChapter(): void {
  const id = location.hash.slice(1);
  if (id !== '') document.getElementById(id)?.scrollIntoView();
}
