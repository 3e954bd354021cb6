import type { BrowserKind } from '#core/session/browser-kind.ts';
import { useTexts } from '../texts.tsx';
import { AllowPicture, type AllowStep } from './allow-picture.tsx';

const STEPS: readonly AllowStep[] = [1, 2, 3];

/** The clicks by which the person lets this add-on into private windows, or look at pages. */
export function HowToAllow({ browser, what }: { browser: BrowserKind; what: 'private' | 'pages' }) {
  const { t } = useTexts();
  return (
    <ol class={what === 'private' ? 'clicks clicks-drawn' : 'clicks'}>
      {STEPS.map((step) => (
        <li key={step}>
          {what === 'private' && <AllowPicture browser={browser} step={step} />}
          <span>{t(`allow.${what}.${browser}${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
