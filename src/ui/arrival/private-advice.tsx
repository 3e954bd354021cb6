import type { BrowserKind } from '#core/session/browser-kind.ts';
import { HowToAllow } from '../parts/how-to-allow.tsx';
import { useTexts } from '../texts.tsx';

interface PrivateAdviceProps {
  readonly browser: BrowserKind;
  readonly isAllowed: boolean;
  readonly isStarting: boolean;
  readonly onStart: () => void;
}

/** Advice to use a private window, first on a shared computer: what is not written down needs no clearing. */
export function PrivateAdvice({ browser, isAllowed, isStarting, onStart }: PrivateAdviceProps) {
  const { t } = useTexts();
  return (
    <section
      class="card"
      aria-labelledby="private-first"
      data-private={isAllowed ? 'allowed' : 'not-allowed'}
    >
      <h2 id="private-first">{t('arrival.privateTitle')}</h2>
      <p>{t('window.text')}</p>
      {isAllowed ? (
        <button
          type="button"
          class="button primary wide"
          data-action="start-private"
          aria-disabled={isStarting}
          onClick={onStart}
        >
          {t('arrival.startPrivate')}
        </button>
      ) : (
        <>
          <p>{t('arrival.privateByHand')}</p>
          <details>
            <summary>{t('allow.show')}</summary>
            <HowToAllow browser={browser} what="private" />
          </details>
        </>
      )}
    </section>
  );
}
