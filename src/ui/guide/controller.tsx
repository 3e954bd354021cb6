import { createScreen } from '../lib/create-screen.tsx';
import { textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { GuideView } from './guide-view.tsx';

export interface GuidePorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
}

export async function runGuide({ send, root, browserLanguages }: GuidePorts): Promise<void> {
  const texts = await textsOfSession(send, browserLanguages);
  createScreen({ root, texts, title: (_, { t }) => t('guide.title'), view: () => <GuideView /> }, {}).draw();
  // The chapter did not exist yet when the browser looked for the fragment.
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
