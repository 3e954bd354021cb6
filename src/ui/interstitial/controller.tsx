import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';
import { createScreen } from '../lib/create-screen.tsx';
import { textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { type InterstitialModel, InterstitialView } from './interstitial-view.tsx';

export interface InterstitialPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  /** Navigates by replacing this page in the history. */
  readonly replace: (address: string) => void;
  /** The person came by the back button. Firefox keeps replaced pages in the history. */
  readonly isReturn: boolean;
  readonly goBack: () => void;
}

export async function runInterstitial(ports: InterstitialPorts): Promise<void> {
  const { send, root, browserLanguages, replace } = ports;
  const [texts, interstitial] = await Promise.all([
    textsOfSession(send, browserLanguages),
    send('interstitial/get', {}).catch((): Interstitial | undefined => undefined),
  ]);
  if (!interstitial && ports.isReturn) ports.goBack();
  const first: InterstitialModel = { interstitial, isAnswering: false, hasFailed: false };
  const screen = createScreen(
    { root, texts, view: (model) => <InterstitialView model={model} onAnswer={answer} /> },
    first,
  );
  const { draw } = screen;

  function answer(answer: InterstitialAnswer): void {
    if (screen.model.isAnswering) return;
    draw({ isAnswering: true, hasFailed: false });
    // The page is about to go; a second answer would affect the wrong page.
    send('interstitial/answer', { answer }).then(
      (address) => address !== undefined && replace(address),
      () => draw({ isAnswering: false, hasFailed: true }),
    );
  }

  draw();
}
