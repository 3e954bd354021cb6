import type { BrowserKind } from '#core/browser-kind.ts';
import { useTexts } from '../texts.tsx';

/** The clicks by which the person lets this add-on into private windows, or look at pages. */
export function HowToAllow({ browser, what }: { browser: BrowserKind; what: 'private' | 'pages' }) {
  const { t } = useTexts();
  return (
    <ol class="clicks">
      <li>{t(`allow.${what}.${browser}1`)}</li>
      <li>{t(`allow.${what}.${browser}2`)}</li>
      <li>{t(`allow.${what}.${browser}3`)}</li>
    </ol>
  );
}
