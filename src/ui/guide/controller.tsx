import { render } from 'preact';
import { textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { applyTexts, TextsProvider } from '../texts.tsx';
import { GuideView } from './guide-view.tsx';

export interface GuidePorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
}

export async function runGuide({ send, root, browserLanguages }: GuidePorts): Promise<void> {
  const texts = await textsOfSession(send, browserLanguages);
  applyTexts(document, texts, texts.t('guide.title'));
  render(
    <TextsProvider texts={texts}>
      <GuideView />
    </TextsProvider>,
    root,
  );
  // The chapter was not there yet when the browser looked for it.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
