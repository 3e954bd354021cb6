import { render } from 'preact';
import { textsOfSitting } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { applyTexts, TextsProvider } from '../texts.tsx';
import type { SignInPlace } from './account-part.tsx';
import { type MailActions, type MailModel, MailView, partOf } from './mail-view.tsx';

export interface MailPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  readonly places: readonly SignInPlace[];
}

/** Nothing that is answered, chosen or typed here is kept: it goes with the page. */
export async function runMail({ send, root, browserLanguages, places }: MailPorts): Promise<void> {
  const texts = await textsOfSitting(send, browserLanguages, 'mail');
  let model: MailModel = { part: partOf(location.hash), places };

  function draw(change: Partial<MailModel> = {}): void {
    model = { ...model, ...change };
    applyTexts(document, texts, texts.t('mail.title'));
    render(
      <TextsProvider texts={texts}>
        <MailView model={model} actions={actions} />
      </TextsProvider>,
      root,
    );
  }

  const actions: MailActions = { print: () => window.print() };

  window.addEventListener('hashchange', () => {
    draw({ part: partOf(location.hash) });
    window.scrollTo(0, 0);
  });
  draw();
}
