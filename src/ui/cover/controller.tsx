import { createScreen } from '../lib/create-screen.tsx';
import { textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { CoverView } from './cover-view.tsx';

export interface CoverPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
}

const TICK_MS = 1000;

export async function runCover({ send, root, browserLanguages }: CoverPorts): Promise<void> {
  const texts = await textsOfSession(send, browserLanguages);
  const { draw } = createScreen(
    { root, texts, title: (_, { t }) => t('cover.title'), view: ({ now }) => <CoverView now={now} /> },
    { now: new Date() },
  );

  draw();
  setInterval(() => draw({ now: new Date() }), TICK_MS);
}
