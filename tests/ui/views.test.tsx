import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/session/session.ts';
import { TextsProvider, textsFrom } from '#ui/texts.tsx';
import { SAMPLE_SCREENS } from './sample-screens.tsx';
import { CATALOGUES, flatten } from './texts.ts';

const KEYS = [...flatten(CATALOGUES.en).keys()];

describe.each(LANGUAGES)('every sample in %s', (language) => {
  const texts = textsFrom(language, CATALOGUES[language]);

  it.each(SAMPLE_SCREENS.map((sample) => [`${sample.screen}/${sample.state}`, sample] as const))(
    '%s is drawn in whole sentences',
    (_, sample) => {
      const html = renderToString(<TextsProvider texts={texts}>{sample.draw()}</TextsProvider>);
      const words = html.replace(/<[^>]*>/g, '\n');
      expect(words.trim()).not.toBe('');
      expect(html).not.toMatch(/undefined|\{\{|\}\}|\[object|NaN/);
      // A missing text shows its key.
      expect(KEYS.filter((key) => words.split('\n').includes(key))).toEqual([]);
    },
  );
});

it('no view sets inline styles, which the content security policy refuses', () => {
  for (const { draw } of SAMPLE_SCREENS) {
    const html = renderToString(
      <TextsProvider texts={textsFrom('en', CATALOGUES.en)}>{draw()}</TextsProvider>,
    );
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
});
