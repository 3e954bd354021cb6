/** How much one screen asks of a person. */
export interface ScreenCount {
  /** Of what is to be seen before anything is unfolded. */
  readonly words: number;
  /** What can be pressed, picked or typed into; a group of radio buttons counts once. */
  readonly controls: number;
  readonly filled: number;
}

/** Runs in the browser too, so it uses nothing but what it is handed. */
export function countScreen(body: Element): ScreenCount {
  const shown = body.cloneNode(true) as Element;
  const unseen =
    '[hidden], .unseen, svg, script, details:not([open]) > :not(summary), option:not([selected])';
  for (const element of [...shown.querySelectorAll(unseen)]) element.remove();
  const controls = [...shown.querySelectorAll('a[href], button, input, select, textarea, summary')];
  const names = controls.map((control, index) =>
    control.getAttribute('type') === 'radio' ? control.getAttribute('name') : index,
  );
  // Each element's words apart: what stands in two boxes is no single word.
  const texts: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3) texts.push(node.nodeValue ?? '');
    for (const child of [...node.childNodes]) walk(child);
  };
  walk(shown);
  return {
    words: texts
      .join(' ')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
    controls: new Set(names).size,
    filled: shown.querySelectorAll('.primary').length,
  };
}
