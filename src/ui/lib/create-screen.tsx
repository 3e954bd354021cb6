import { type ComponentChildren, render } from 'preact';
import type { Language } from '#core/session/session.ts';
import { applyTexts, type Texts, TextsProvider } from '../texts.tsx';

/** A page of ours: what it shows is a function of its model and its texts. */
export interface Screen<Model> {
  /** As it was drawn last. */
  readonly model: Model;
  readonly texts: Texts;
  /** Draws the model with this change. */
  draw(change?: Partial<Model>): void;
}

export interface ScreenParts<Model> {
  readonly root: Element;
  readonly texts: Texts;
  /** Of the tab; the product's name where there is none. */
  readonly title?: (model: Model, texts: Texts) => string;
  readonly view: (model: Model) => ComponentChildren;
  /** What the language switch of the page asks for; none: the page has no switch. */
  readonly speakIn?: (language: Language) => Promise<Texts>;
}

/** Draws nothing by itself: the first `draw()` does. */
export function createScreen<Model extends object>(
  { root, texts: firstTexts, title, view, speakIn }: ScreenParts<Model>,
  firstModel: Model,
): Screen<Model> {
  let model = firstModel;
  let texts = firstTexts;

  function draw(change: Partial<Model> = {}): void {
    model = { ...model, ...change };
    applyTexts(document, texts, title?.(model, texts));
    render(
      <TextsProvider texts={texts} pickLanguage={pickLanguage}>
        {view(model)}
      </TextsProvider>,
      root,
    );
  }

  /** Where the background does not answer, the page stays as it is. */
  function pickLanguage(language: Language): void {
    speakIn?.(language).then(
      (next) => {
        texts = next;
        draw();
      },
      () => draw(),
    );
  }

  return {
    get model() {
      return model;
    },
    get texts() {
      return texts;
    },
    draw,
  };
}
