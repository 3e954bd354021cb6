import { parseHTML } from 'linkedom';
import { renderToString } from 'preact-render-to-string';
import { TextsProvider } from '#ui/texts.tsx';
import { SAMPLE_SCREENS, type ScreenName } from './sample-screens.tsx';
import { english } from './texts.ts';

/** Renders a sample. */
export function draw(screen: ScreenName, state: string, texts = english): Document {
  const sample = SAMPLE_SCREENS.find((other) => other.screen === screen && other.state === state);
  if (!sample) throw new Error(`no sample ${screen}/${state}`);
  const html = renderToString(<TextsProvider texts={texts}>{sample.draw()}</TextsProvider>);
  return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document as unknown as Document;
}

export function values(document: Document, selector: string, attribute: string): (string | null)[] {
  return [...document.querySelectorAll(selector)].map((element) => element.getAttribute(attribute));
}
