import { render } from 'preact';
import { guessLanguage } from '#core/session/session.ts';
import { applyTexts, createTexts, TextsProvider } from '#ui/texts.tsx';
import { SAMPLE_SCREENS, type ScreenName } from '../sample-screens.tsx';

/** Style sheets that the entrypoints import. */
const STYLES: { readonly [Screen in ScreenName]: () => Promise<unknown> } = {
  arrival: () => import('#ui/popup/popup.css'),
  popup: () => import('#ui/popup/popup.css'),
  stop: () => import('#ui/interstitial/interstitial.css'),
  leave: () => import('#ui/leave/leave.css'),
  guide: () => import('#ui/style/page.css'),
  settings: () => import('#ui/style/page.css'),
  mail: () => import('#ui/mail/mail.css'),
  cover: () => import('#ui/cover/cover.css'),
};

/** `?screen=popup&state=quiet&language=ar` renders that sample; without parameters lists all. */
async function drawSample(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The gallery has no root.');
  const asked = new URLSearchParams(location.search);
  const sample = SAMPLE_SCREENS.find(
    ({ screen, state }) => screen === asked.get('screen') && state === asked.get('state'),
  );
  if (!sample) {
    root.textContent = SAMPLE_SCREENS.map(({ screen, state }) => `${screen}/${state}`).join(' ');
    return;
  }
  const texts = await createTexts(guessLanguage([asked.get('language') ?? 'en']), 'mail');
  await STYLES[sample.screen]();
  document.body.className = sample.screen === 'arrival' ? 'body-popup' : `body-${sample.screen}`;
  applyTexts(document, texts);
  render(<TextsProvider texts={texts}>{sample.draw()}</TextsProvider>, root);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  document.documentElement.dataset.drawn = 'true';
}

await drawSample();
