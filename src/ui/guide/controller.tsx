import type { BrowserKind } from '#core/session/browser-kind.ts';
import { createScreen } from '../lib/create-screen.tsx';
import { showChapter } from '../lib/show-chapter.ts';
import { languageSwitch, textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { GuideView } from './guide-view.tsx';

export interface GuidePorts {
  readonly send: Send;
  readonly browser: BrowserKind;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
}

export async function runGuide({ send, browser, root, browserLanguages }: GuidePorts): Promise<void> {
  const texts = await textsOfSession(send, browserLanguages);
  createScreen(
    {
      root,
      texts,
      title: (_, { t }) => t('guide.title'),
      view: () => <GuideView browser={browser} onPrint={() => window.print()} />,
      speakIn: languageSwitch(send),
    },
    {},
  ).draw();
  showChapter();
}
