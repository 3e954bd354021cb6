import { type ComponentChildren, render } from 'preact';
import { applyTexts, type Texts, TextsProvider } from '../texts.tsx';

/** A page of the extension, rendered from its model and texts. */
export interface Screen<Model> {
  /** As last rendered. */
  readonly model: Model;
  readonly texts: Texts;
  /** Merges the change into the model and renders it. */
  draw(change?: Partial<Model>): void;
  /** Switches the language from the next `draw` on. */
  speak(texts: Texts): void;
}

export interface ScreenParts<Model> {
  readonly root: Element;
  readonly texts: Texts;
  /** Document title; defaults to the product name. */
  readonly title?: (model: Model, texts: Texts) => string;
  readonly view: (model: Model) => ComponentChildren;
}

/** Does not render until the first `draw()`. */
export function createScreen<Model extends object>(
  { root, texts: firstTexts, title, view }: ScreenParts<Model>,
  firstModel: Model,
): Screen<Model> {
  let model = firstModel;
  let texts = firstTexts;

  function draw(change: Partial<Model> = {}): void {
    model = { ...model, ...change };
    applyTexts(document, texts, title?.(model, texts));
    render(<TextsProvider texts={texts}>{view(model)}</TextsProvider>, root);
  }

  return {
    get model() {
      return model;
    },
    get texts() {
      return texts;
    },
    draw,
    speak: (next) => {
      texts = next;
    },
  };
}
