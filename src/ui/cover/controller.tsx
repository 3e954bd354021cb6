import { render } from 'preact';
import { textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { applyTexts, TextsProvider } from '../texts.tsx';
import { CoverView } from './cover-view.tsx';

export interface CoverPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
}

const TICK_MS = 1000;

export async function runCover({ send, root, browserLanguages }: CoverPorts): Promise<void> {
  const texts = await textsOfSession(send, browserLanguages);
  applyTexts(document, texts, texts.t('cover.title'));

  function draw(): void {
    render(
      <TextsProvider texts={texts}>
        <CoverView now={new Date()} />
      </TextsProvider>,
      root,
    );
  }

  draw();
  setInterval(draw, TICK_MS);
}
