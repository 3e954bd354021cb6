import { render } from 'preact';
import type { Stop, StopAnswer } from '#core/stop.ts';
import { textsOfSitting } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { applyTexts, TextsProvider } from '../texts.tsx';
import { type StopModel, StopView } from './stop-view.tsx';

export interface StopPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
}

export async function runStop({ send, root, browserLanguages }: StopPorts): Promise<void> {
  const [texts, stop] = await Promise.all([
    textsOfSitting(send, browserLanguages),
    send('stop/get', {}).catch((): Stop | undefined => undefined),
  ]);
  let model: StopModel = { stop, isAnswering: false, hasFailed: false };
  applyTexts(document, texts);

  function draw(change: Partial<StopModel> = {}): void {
    model = { ...model, ...change };
    render(
      <TextsProvider texts={texts}>
        <StopView model={model} onAnswer={answer} />
      </TextsProvider>,
      root,
    );
  }

  function answer(answer: StopAnswer): void {
    if (model.isAnswering) return;
    draw({ isAnswering: true, hasFailed: false });
    // The background takes this page away; until then a second answer would hit the wrong page.
    send('stop/answer', { answer }).catch(() => draw({ isAnswering: false, hasFailed: true }));
  }

  draw();
}
