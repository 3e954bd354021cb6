import type { Interstitial, InterstitialAnswer } from '#core/page/interstitial.ts';
import { createScreen } from '../lib/create-screen.tsx';
import { languageSwitch, textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';
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

export async function runInterstitial(ports: InterstitialPorts): Promise<void> {
  const { send, root, browserLanguages, replace } = ports;
  const [texts, interstitial] = await Promise.all([
    textsOfSession(send, browserLanguages),
    send('interstitial/get', {}).catch((): Interstitial | undefined => undefined),
  ]);
  if (!interstitial && ports.isReturn) ports.goBack();
  const first: InterstitialModel = { interstitial, isAnswering: false, hasFailed: false };
  const screen = createScreen(
    {
      root,
      texts,
      speakIn: languageSwitch(send),
      view: (model) => <InterstitialView model={model} onAnswer={answer} />,
    },
    first,
  );
  const { draw } = screen;

  function answer(answer: InterstitialAnswer): void {
    if (screen.model.isAnswering) return;
    draw({ isAnswering: true, isWaiting: answer === 'protected', hasFailed: false });
    // This page goes now; until then a second answer would hit the wrong page.
    send('interstitial/answer', { answer }).then(
      (address) => address !== undefined && replace(address),
      () => draw({ isAnswering: false, isWaiting: false, hasFailed: true }),
    );
  }

  draw();
}
