import type { BrowserKind } from '#core/session/browser-kind.ts';
import { useTexts } from '../texts.tsx';
import { AllowPicture, type AllowStep } from './allow-picture.tsx';

const STEPS: readonly AllowStep[] = [1, 2, 3];

/** Instructions to allow the extension in private windows or on pages. */
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
