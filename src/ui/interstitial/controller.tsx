import { render } from 'preact';
import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';
import { textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { applyTexts, TextsProvider } from '../texts.tsx';
import { type InterstitialModel, InterstitialView } from './interstitial-view.tsx';

export interface InterstitialPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  /** Goes to an address in the place of this page, so that no way back leads here. */
  readonly replace: (address: string) => void;
  /** Somebody came here by the back button; Firefox leads there also where the page replaced itself. */
  readonly isReturn: boolean;
  readonly goBack: () => void;
}

export async function runStop(ports: InterstitialPorts): Promise<void> {
  const { send, root, browserLanguages, replace } = ports;
  const [texts, interstitial] = await Promise.all([
    textsOfSession(send, browserLanguages),
    send('interstitial/get', {}).catch((): Interstitial | undefined => undefined),
  ]);
  if (!interstitial && ports.isReturn) ports.goBack();
  let model: InterstitialModel = { interstitial, isAnswering: false, hasFailed: false };
  applyTexts(document, texts);

  function draw(change: Partial<InterstitialModel> = {}): void {
    model = { ...model, ...change };
    render(
      <TextsProvider texts={texts}>
        <InterstitialView model={model} onAnswer={answer} />
      </TextsProvider>,
      root,
    );
  }

  function answer(answer: InterstitialAnswer): void {
    if (model.isAnswering) return;
    draw({ isAnswering: true, hasFailed: false });
    // This page goes now; until then a second answer would hit the wrong page.
    send('interstitial/answer', { answer }).then(
      (address) => address !== undefined && replace(address),
      () => draw({ isAnswering: false, hasFailed: true }),
    );
  }

  draw();
}
